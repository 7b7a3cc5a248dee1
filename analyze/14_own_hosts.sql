-- The names of our hosts.
--   log              wrote a log that was read: the name in its lines
--   wrote-notice     its bounce(8) makes Message-IDs with it ($myhostname)
--   took-over        another host of ours handed mail to it by this name; its log shows the same queue id and recipient
--   stamped-arrival  the topmost Received line of a bounce is its, with a queue id that its log has at that time: nobody writes above that line
--   stamped-return   so says a Received line of a returned mail, from two bouncers in unrelated networks, or under a domain of ours: anybody
--                    who got mail of ours knows its queue ids
-- Addresses from which we send (outgoing):
--   handover         one host's log shows the delivery, the other's the client, queue id and recipient: proven by the log (but for 127.0.0.1, which is
--                    everybody's)
--   taken-over-at    where that other host takes mail: it sends from there, too, unless it has several addresses
--   far-stamp        the relay that took our mail stamped it as the client. The bounce names the queue id that our delivery's reply named, for the
--                    same recipient; from two relays in unrelated networks (by the addresses that our own log names), since a recipient can
--                    return a mail of ours with any address that he likes
--                    Where our log has never handed mail to any host outside of one such network (a laboratory, a closed net), three relays do:
--                    in the world at large somebody could have three there, but what else stands in our log he cannot choose
-- Unrelated: not in one /16, of IPv6 not in one /32. Handovers are counted by the hour; hours of which there is news are counted again.
CREATE TEMP TABLE IF NOT EXISTS own_hour (hour INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS handed (hour INTEGER, at INTEGER, ip TEXT, name TEXT, relay_ip TEXT);
CREATE TEMP TABLE IF NOT EXISTS seen_bounce (bounce_id INTEGER PRIMARY KEY);

DELETE FROM own_fact WHERE kind = 'host' AND how = 'log';
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'host', lower(w.word), 'log', sum(s.lines), min(s.first_at), max(s.last_at) FROM source_host s JOIN word w ON w.word_id = s.host GROUP BY 2;

INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'wrote-notice', who, '', message_key, sum(messages), min(day) * 86400, max(day) * 86400 FROM sent WHERE kind = 'notice' AND who IS NOT NULL GROUP BY who, message_key
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);

-- From one log to another, where there are several.
DELETE FROM own_hour;
INSERT OR IGNORE INTO own_hour (hour)
WITH RECURSIVE span (hour, last) AS (
    SELECT (from_at - 600) / 3600, (to_at + 600) / 3600 FROM news WHERE (SELECT count(DISTINCT host) FROM source_host) > 1
    UNION SELECT hour + 1, last FROM span WHERE hour < last
)
SELECT hour FROM span;
INSERT OR IGNORE INTO own_hour (hour)
SELECT d.at / 3600 FROM touched_part t CROSS JOIN delivery d ON d.part_id = t.part_id
WHERE (SELECT count(DISTINCT host) FROM source_host) > 1;
DELETE FROM handed;
INSERT INTO handed (hour, at, ip, name, relay_ip)
SELECT d.at / 3600, d.at, m.client_ip, lower(d.relay_host), d.relay_ip
FROM own_hour h CROSS JOIN delivery d ON d.at >= h.hour * 3600 AND d.at < (h.hour + 1) * 3600
CROSS JOIN mail f ON f.part_id = d.part_id
CROSS JOIN mail m ON hour_key(m.first_at, m.queue_id) IN (hour_key(d.at - 600, d.remote_queue_id), hour_key(d.at + 60, d.remote_queue_id))
    AND m.queue_id = d.remote_queue_id AND m.host <> f.host
WHERE d.remote_queue_id IS NOT NULL AND NOT is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world))
    AND m.client_ip IS NOT NULL AND m.first_at BETWEEN d.at - 600 AND d.at + 60
    AND EXISTS (SELECT 1 FROM mail p CROSS JOIN delivery r ON r.part_id = p.part_id
        WHERE (p.part_id = m.part_id OR p.joined = m.joined) AND lower(d.recipient) IN (lower(r.recipient), lower(r.orig_to)));
DELETE FROM own_seen WHERE how IN ('handover', 'took-over', 'taken-over-at') AND part IN (SELECT CAST(hour AS TEXT) FROM own_hour);
INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'handover', ip, hour, '', count(*), min(at), max(at) FROM handed WHERE NOT is_loopback(ip, NULL, (SELECT loop FROM world)) GROUP BY ip, hour
UNION ALL
SELECT 'took-over', name, hour, '', count(*), min(at), max(at) FROM handed WHERE name IS NOT NULL GROUP BY name, hour
UNION ALL
SELECT 'taken-over-at', relay_ip, hour, '', count(*), min(at), max(at) FROM handed WHERE NOT is_loopback(relay_ip, NULL, (SELECT loop FROM world)) GROUP BY relay_ip, hour;

-- From the Received lines of bounces: new ones, and those of the time of which there is a new log. (Nothing where there is none.)
DELETE FROM seen_bounce;
INSERT OR IGNORE INTO seen_bounce (bounce_id) SELECT bounce_id FROM bounce WHERE bounce_id > (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO seen_bounce (bounce_id) SELECT bounce_id FROM arrival WHERE arrival_id > (SELECT arrival FROM fresh) AND +bounce_id <= (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO seen_bounce (bounce_id)
SELECT b.bounce_id FROM world w CROSS JOIN setting s ON s.name = 'analyzed_world' AND s.value + 0 <> w.private + w.loop CROSS JOIN bounce b;
INSERT OR IGNORE INTO seen_bounce (bounce_id)
SELECT a.bounce_id FROM news n CROSS JOIN arrival a ON a.arrived_at BETWEEN n.from_at - 3600 AND n.to_at + 7 * 86400;
-- (What was seen of them before goes, unless its log is pruned: in a world that is found to be private, it is told of another bouncer.)
DELETE FROM own_seen WHERE +how IN ('stamped-arrival', 'stamped-return', 'far-stamp') AND message_key <> '' AND last_at >= coalesce((SELECT max(until_at) FROM pruned_host), 0)
    AND message_key IN (SELECT 'bounce ' || b.fingerprint FROM seen_bounce s CROSS JOIN bounce b ON b.bounce_id = s.bounce_id WHERE s.bounce_id <= (SELECT bounce FROM fresh));
INSERT OR REPLACE INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT CASE WHEN h.arrival_id > 0 THEN 'stamped-arrival' ELSE 'stamped-return' END, lower(h.stamped_by),
    CASE WHEN h.arrival_id > 0 THEN '' ELSE coalesce((SELECT c.client_ip FROM hop c
        WHERE c.bounce_id = h.bounce_id AND c.arrival_id > 0 AND (NOT is_private(c.client_ip) OR (SELECT private FROM world))
        ORDER BY c.arrival_id, c.n LIMIT 1), '') END,
    'bounce ' || b.fingerprint, 1, h.at, h.at
FROM (SELECT 1 FROM mail LIMIT 1) CROSS JOIN seen_bounce s CROSS JOIN bounce b ON b.bounce_id = s.bounce_id CROSS JOIN hop h ON h.bounce_id = s.bounce_id
WHERE h.queue_id IS NOT NULL AND h.stamped_by LIKE '_%.%_' AND h.at IS NOT NULL AND (h.arrival_id = 0 OR h.n = 0)
    AND EXISTS (SELECT 1 FROM mail m WHERE hour_key(m.first_at, m.queue_id) IN (hour_key(h.at - 60, h.queue_id), hour_key(h.at + 60, h.queue_id))
        AND m.queue_id = h.queue_id AND m.first_at BETWEEN h.at - 60 AND h.at + 60 AND m.birth IS NOT NULL);
INSERT OR REPLACE INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'far-stamp', h.client_ip, d.relay_ip, 'bounce ' || b.fingerprint, 1, d.at, d.at
FROM (SELECT 1 FROM delivery LIMIT 1) CROSS JOIN seen_bounce s CROSS JOIN bounce b ON b.bounce_id = s.bounce_id
CROSS JOIN hop h ON h.bounce_id = s.bounce_id AND h.arrival_id = 0
CROSS JOIN bounce_recipient r ON r.bounce_id = s.bounce_id
CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 0 UNION ALL SELECT 1) around
CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(h.at + around.step * 3600, coalesce(r.final_recipient, r.original_recipient))
    AND lower(d.recipient) = lower(coalesce(r.final_recipient, r.original_recipient))
WHERE h.queue_id IS NOT NULL AND h.client_ip IS NOT NULL AND d.remote_queue_id = h.queue_id AND d.relay_ip IS NOT NULL
    AND d.at BETWEEN h.at - 900 AND h.at + 900
    AND h.client_ip <> d.relay_ip AND (NOT is_private(h.client_ip) OR (SELECT private FROM world)) AND NOT is_loopback(h.client_ip, NULL, (SELECT loop FROM world));

DELETE FROM own_fact WHERE kind = 'outgoing' OR kind = 'host' AND how <> 'log';
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'outgoing', value, how, sum(n), min(first_at), max(last_at) FROM own_seen WHERE how IN ('handover', 'taken-over-at') GROUP BY value, how
UNION ALL
SELECT 'host', value, how, sum(n), min(first_at), max(last_at) FROM own_seen WHERE how IN ('wrote-notice', 'took-over', 'stamped-arrival') GROUP BY value, how
UNION ALL
SELECT CASE s.how WHEN 'far-stamp' THEN 'outgoing' ELSE 'host' END, s.value, s.how, sum(s.n), min(s.first_at), max(s.last_at)
FROM own_seen s
WHERE s.how IN ('far-stamp', 'stamped-return')
GROUP BY s.value, s.how
HAVING EXISTS (SELECT 1 FROM (SELECT max(part) AS one FROM own_seen a WHERE a.how = s.how AND a.value = s.value)
        CROSS JOIN own_seen b ON b.how = s.how AND b.value = s.value AND b.part LIKE '%_%' AND b.part <> one
        WHERE NOT in_network(b.part, one || CASE WHEN one LIKE '%:%' THEN '/32' ELSE '/16' END))
    OR s.how = 'far-stamp' AND count(DISTINCT nullif(s.part, '')) > 2 AND NOT EXISTS (
        SELECT 1 FROM (SELECT max(part) AS one FROM own_seen e WHERE e.how = s.how AND e.value = s.value) CROSS JOIN delivery d
        WHERE NOT is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world)) AND NOT in_network(d.relay_ip, one || CASE WHEN one LIKE '%:%' THEN '/32' ELSE '/16' END))
    OR s.how = 'stamped-return' AND EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'domain' AND (s.value = o.value OR s.value LIKE '%.' || o.value));
