-- needs: news
-- The names of our hosts, and what the log tells of them: the rest, and what follows from it, is in 15_own_stamped.sql.
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
