-- needs: hosts
-- Our hosts and outgoing addresses, as analyze/14_own_hosts.sql lists them: what the Received lines of bounces tell, of new ones and those of the time of which there
-- is a new log; and what follows from all that was seen. (Nothing where there is no log.)
CREATE TEMP TABLE IF NOT EXISTS seen_bounce (bounce_id INTEGER PRIMARY KEY);
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
