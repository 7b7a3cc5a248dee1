-- needs: dirty log
-- The messages of our log that dirty bounces may speak of. (What has "LIMIT 1" in front looks at no bounce where there is no log.)
CREATE TEMP TABLE IF NOT EXISTS found (what TEXT, text TEXT, part_id INTEGER, at INTEGER, PRIMARY KEY (what, text, part_id)) WITHOUT ROWID;
DELETE FROM found;
-- (Either the one or the other of each two: analyze/42_sought.sql.)
INSERT OR IGNORE INTO found (what, text, part_id, at)
SELECT 'message-id', s.text, coalesce(m.joined, m.part_id), m.first_at
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what = 'message-id'
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN mail m ON hour_key(m.first_at, m.message_id) = hour_key(h.hour * 3600, s.text)
WHERE +m.message_id = s.text;
INSERT OR IGNORE INTO found (what, text, part_id, at)
SELECT 'message-id', s.text, coalesce(m.joined, m.part_id), m.first_at
FROM plan p CROSS JOIN mail m NOT INDEXED CROSS JOIN sought s ON s.what = 'message-id' AND s.text = m.message_id
WHERE NOT p.look_up;
INSERT OR IGNORE INTO found (what, text, part_id, at)
SELECT 'verp', s.text, coalesce(m.joined, m.part_id), m.first_at
FROM sought s
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(h.hour * 3600, s.text)
WHERE s.what = 'verp' AND lower(m.sender) = s.text;

-- Mail to those that bounces name, and to those of ours that they came to.
INSERT OR IGNORE INTO mailed (recipient, at, delivery_id, part_id, remote_queue_id)
SELECT s.text, d.at, d.delivery_id, d.part_id, d.remote_queue_id
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what IN ('recipient', 'address')
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(h.hour * 3600, s.text)
WHERE lower(d.recipient) = s.text;
INSERT OR IGNORE INTO mailed (recipient, at, delivery_id, part_id, remote_queue_id)
SELECT s.text, d.at, d.delivery_id, d.part_id, d.remote_queue_id
FROM plan p CROSS JOIN delivery d NOT INDEXED CROSS JOIN sought s ON s.what IN ('recipient', 'address') AND s.text = lower(d.recipient)
WHERE NOT p.look_up;

-- entry: where the bouncing organisation took from us what a stranger had brought, as the lines below say (handover.h): the hop above those of ours.
CREATE TEMP TABLE IF NOT EXISTS entry (bounce_id INTEGER PRIMARY KEY, n INTEGER, ours INTEGER);
DELETE FROM entry;
INSERT INTO entry (bounce_id, n, ours)
SELECT t.bounce_id, max(p.n), 2 - (p.client_ip IN (SELECT ip FROM own_ip) OR EXISTS (SELECT 1 FROM own_net o WHERE in_network(p.client_ip, o.net)))
FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.handed_ours = 0 AND t.handed_n > 0
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n < t.handed_n
CROSS JOIN hop b ON b.bounce_id = t.bounce_id AND b.arrival_id = 0 AND b.n = p.n + 1
WHERE (p.client_ip IN (SELECT ip FROM own_ip) OR EXISTS (SELECT 1 FROM own_net o WHERE in_network(p.client_ip, o.net) AND NOT is_loopback(p.client_ip, NULL, (SELECT loop FROM world)))
        OR EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND (lower(p.client_name) = o.value OR lower(p.client_name) LIKE '%.' || o.value)))
    AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('host', 'domain') AND (lower(p.stamped_by) = o.value OR o.kind = 'domain' AND lower(p.stamped_by) LIKE '%.' || o.value))
    AND EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('host', 'domain') AND (lower(b.stamped_by) = o.value OR o.kind = 'domain' AND lower(b.stamped_by) LIKE '%.' || o.value))
GROUP BY t.bounce_id;

-- Queue ids that the bouncing host itself gave to the original: in its own fields, in the topmost returned line, and in the line by which
-- it took it from us. Courier logs T.N and writes X.T.N.
CREATE TEMP TABLE IF NOT EXISTS called (bounce_id INTEGER, queue_id TEXT, host TEXT, ip TEXT, at INTEGER);
DELETE FROM called;
INSERT INTO called (bounce_id, queue_id, host, ip, at)
SELECT o.bounce_id, b.quoted_queue_id, b.reporting_mta, NULL, NULL
FROM (SELECT 1 FROM delivery LIMIT 1) CROSS JOIN about o CROSS JOIN bounce b ON b.bounce_id = o.bounce_id WHERE length(b.quoted_queue_id) >= 6
UNION
SELECT o.bounce_id, p.queue_id, p.stamped_by, p.stamped_by_ip, p.at
FROM (SELECT 1 FROM delivery LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id
CROSS JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = 0
LEFT JOIN entry e ON e.bounce_id = o.bounce_id
WHERE length(p.queue_id) >= 6 AND (p.n = 0 OR (p.n = t.handed_n AND t.handed_ours > 0) OR p.n = e.n);
INSERT INTO called (bounce_id, queue_id, host, ip, at)
SELECT bounce_id, substr(queue_id, instr(queue_id, '.') + 1), host, ip, at FROM called WHERE queue_id GLOB '*.*.*';

-- Queue ids of ours that returned lines and fields name, where our log has them at that time.
CREATE TEMP TABLE IF NOT EXISTS named (bounce_id INTEGER, part_id INTEGER, PRIMARY KEY (bounce_id, part_id)) WITHOUT ROWID;
DELETE FROM named;
INSERT OR IGNORE INTO named (bounce_id, part_id)
SELECT o.bounce_id, coalesce(m.joined, m.part_id)
FROM (SELECT 1 FROM mail LIMIT 1) CROSS JOIN about o CROSS JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = 0
CROSS JOIN (SELECT -900 AS seconds UNION ALL SELECT 900) around
CROSS JOIN mail m ON hour_key(m.first_at, m.queue_id) = hour_key(p.at + around.seconds, p.queue_id)
WHERE +m.queue_id = p.queue_id AND m.first_at BETWEEN p.at - 900 AND p.at + 900 AND m.first_at BETWEEN o.at - 30 * 86400 AND o.at + 3600;

-- Our own bounces: a host of ours wrote the notice's queue id into its line, and our log tells which message that answers.
CREATE TEMP TABLE IF NOT EXISTS answered (bounce_id INTEGER PRIMARY KEY, part_id INTEGER, link_id INTEGER);
DELETE FROM answered;
INSERT OR IGNORE INTO answered (bounce_id, part_id, link_id)
SELECT o.bounce_id, coalesce(m.joined, m.part_id), l.link_id
FROM (SELECT 1 FROM link LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id
CROSS JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = t.arrival_id AND p.n < t.own_hops
CROSS JOIN link l ON l.child_queue_id = p.queue_id AND l.at BETWEEN coalesce(p.at, o.at) - 900 AND coalesce(p.at, o.at) + 900
JOIN mail m ON m.part_id = l.part_id JOIN word k ON k.word_id = l.kind
WHERE k.word <> 'filter'
ORDER BY o.bounce_id, abs(l.at - coalesce(p.at, o.at)), l.at, m.queue_id;

-- What analyze/43_tenant.sql finds.
CREATE TEMP TABLE IF NOT EXISTS tenant (host INTEGER, instance INTEGER, organisation TEXT, PRIMARY KEY (host, instance, organisation)) WITHOUT ROWID;
DELETE FROM tenant;
CREATE TEMP TABLE IF NOT EXISTS alien (part_id INTEGER PRIMARY KEY);
DELETE FROM alien;
