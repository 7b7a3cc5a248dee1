-- needs: dirty log wanted
-- Which of the letters each bounce may answer: those that we sent to the world, and those that began with us.
CREATE TEMP TABLE IF NOT EXISTS carried (part_id INTEGER, recipient TEXT, at INTEGER, delivery_id INTEGER, orig_to TEXT, relay_host TEXT, relay_ip TEXT,
    remote_queue_id TEXT, sent INTEGER, PRIMARY KEY (part_id, recipient, at, delivery_id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.carried_remote ON carried (part_id, remote_queue_id) WHERE remote_queue_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS temp.carried_orig_to ON carried (part_id, orig_to) WHERE orig_to IS NOT NULL;
DELETE FROM carried;
-- (Not what went to a filter on this host, or to another host of ours: there it goes on.)
INSERT OR IGNORE INTO carried (part_id, recipient, at, delivery_id, orig_to, relay_host, relay_ip, remote_queue_id, sent)
SELECT l.part_id, lower(coalesce(d.recipient, '')), d.at, d.delivery_id, lower(d.orig_to), lower(d.relay_host), d.relay_ip, d.remote_queue_id,
    CASE s.word WHEN 'sent' THEN 1 WHEN 'deferred' THEN NULL ELSE 0 END
FROM letter l CROSS JOIN mail m ON m.part_id = l.part_id OR m.joined = l.part_id
CROSS JOIN delivery d ON d.part_id = m.part_id CROSS JOIN word s ON s.word_id = d.status
WHERE s.word IN ('sent', 'bounced', 'deferred', 'expired')
    AND (d.relay_ip IS NULL OR NOT (is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world)) OR EXISTS (SELECT 1 FROM own_ip i WHERE i.ip = d.relay_ip)
        OR EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'host' AND o.how = 'took-over' AND o.value = lower(d.relay_host))));

CREATE TEMP TABLE IF NOT EXISTS candidate (bounce_id INTEGER, part_id INTEGER, by TEXT, PRIMARY KEY (bounce_id, part_id)) WITHOUT ROWID;
DELETE FROM candidate;
CREATE TEMP TABLE IF NOT EXISTS ours (part_id INTEGER PRIMARY KEY);
DELETE FROM ours;
INSERT INTO ours (part_id)
SELECT l.part_id FROM letter l
WHERE l.birth IN ('login', 'local', 'network', 'notice')
    OR EXISTS (SELECT 1 FROM carried c WHERE c.part_id = l.part_id AND c.relay_ip IS NOT NULL AND (SELECT w.private FROM world w) >= is_private(c.relay_ip));
INSERT OR IGNORE INTO candidate (bounce_id, part_id, by)
SELECT bounce_id, part_id, 'notice' FROM answered;
-- (The + keeps SQLite from looking for each of "ours" in "found".)
INSERT OR IGNORE INTO candidate (bounce_id, part_id, by)
SELECT o.bounce_id, f.part_id, 'message-id'
FROM (SELECT 1 FROM found LIMIT 1) CROSS JOIN about o CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
CROSS JOIN found f ON f.what = 'message-id' AND f.text = coalesce(b.quoted_message_id, b.in_reply_to)
WHERE f.at BETWEEN o.at - 30 * 86400 AND o.at + 3600 AND +f.part_id IN (SELECT part_id FROM ours);
INSERT OR IGNORE INTO candidate (bounce_id, part_id, by)
SELECT bounce_id, part_id, 'queue-id' FROM named WHERE part_id IN (SELECT part_id FROM ours);
INSERT OR IGNORE INTO candidate (bounce_id, part_id, by)
SELECT o.bounce_id, f.part_id, 'verp' FROM (SELECT 1 FROM found WHERE what = 'verp' LIMIT 1) CROSS JOIN about o CROSS JOIN found f ON f.what = 'verp' AND f.text = lower(o.made)
WHERE f.at BETWEEN o.at - 30 * 86400 AND o.at + 3600 AND +f.part_id IN (SELECT part_id FROM ours);
INSERT OR IGNORE INTO candidate (bounce_id, part_id, by)
SELECT c.bounce_id, coalesce(m.joined, m.part_id), 'remote-queue-id'
FROM called c CROSS JOIN about o ON o.bounce_id = c.bounce_id
CROSS JOIN mailed d ON d.remote_queue_id = c.queue_id CROSS JOIN mail m ON m.part_id = d.part_id
WHERE d.at BETWEEN coalesce(c.at, o.at - 14 * 86400) - 3600 AND coalesce(c.at, o.at) + 3600;

-- The last delivery to a recipient of the bounce; of several messages that could be meant, those with one first, then the latest.
INSERT INTO fit (bounce_id, part_id, origin_part_id, birth, by, recipient, delivery_id)
WITH one AS (
    SELECT c.bounce_id, c.part_id, l.origin, l.birth, c.by, l.first_at, l.queue_id, (
        SELECT d.delivery_id FROM addressed a CROSS JOIN carried d ON d.part_id = c.part_id AND (d.recipient = a.recipient OR d.orig_to = a.recipient)
        WHERE a.bounce_id = c.bounce_id ORDER BY d.sent DESC, d.at DESC, d.recipient LIMIT 1) AS delivery_id
    FROM candidate c CROSS JOIN letter l ON l.part_id = c.part_id
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY bounce_id ORDER BY by <> 'notice', delivery_id IS NULL, part_id NOT IN (SELECT part_id FROM ours), first_at DESC, queue_id) AS rank FROM one
)
SELECT r.bounce_id, r.part_id, r.origin, r.birth, r.by, lower(d.recipient), r.delivery_id
FROM ranked r LEFT JOIN delivery d ON d.delivery_id = r.delivery_id WHERE r.rank <= 8;

-- What another host of ours, without a log, handed on, a stranger may have brought to it, and not with a login: so it says in its own line.
UPDATE fit SET birth = 'foreign'
WHERE birth = 'network' AND bounce_id IN (SELECT bounce_id FROM dirty)
    AND EXISTS (SELECT 1 FROM letter l WHERE l.part_id = fit.origin_part_id AND NOT is_loopback(l.client_ip, NULL, (SELECT loop FROM world)))
    AND EXISTS (
    SELECT 1 FROM trace t CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n
    WHERE t.bounce_id = fit.bounce_id AND t.handed_ours = 0 AND p.protocol LIKE '%mtp%' AND p.protocol NOT LIKE '%mtp%a'
        AND EXISTS (SELECT 1 FROM own o WHERE o.kind = 'host' AND o.value = lower(p.stamped_by)
            OR o.kind = 'domain' AND lower(p.stamped_by) LIKE '%.' || lower(o.value)));

-- led_on: so does a client of our network of which we have no log, right below our own line and by the name under which our log knows it: a mail server of
-- ours, through which a stranger's mail was led on. For whom it had come, where that tells. (What was sent anew from there, as SRS and VERP tell, is ours.)
CREATE TEMP TABLE IF NOT EXISTS led_on (bounce_id INTEGER, part_id INTEGER, recipient TEXT, PRIMARY KEY (bounce_id, part_id)) WITHOUT ROWID;
DELETE FROM led_on;
INSERT OR IGNORE INTO led_on (bounce_id, part_id, recipient)
SELECT f.bounce_id, f.part_id, lower(b.recipient)
FROM (SELECT 1 FROM fit LIMIT 1) CROSS JOIN about o CROSS JOIN fit f ON f.bounce_id = o.bounce_id AND f.birth = 'network'
CROSS JOIN mail m ON m.part_id = f.origin_part_id OR m.joined = f.origin_part_id
CROSS JOIN hop p ON p.bounce_id = f.bounce_id AND p.arrival_id = 0 AND p.queue_id = m.queue_id AND p.client_ip = m.client_ip
CROSS JOIN hop b ON b.bounce_id = f.bounce_id AND b.arrival_id = 0 AND b.n = p.n + 1
WHERE NOT o.srs AND verp_recipient(o.made) IS NULL AND lower(b.stamped_by) = lower(m.client_name) AND b.protocol LIKE '%mtp%' AND b.protocol NOT LIKE '%mtp%a'
    AND (SELECT w.private FROM world w) >= is_private(b.client_ip) AND b.client_ip NOT IN (SELECT ip FROM own_ip)
    AND NOT EXISTS (SELECT 1 FROM own_net n WHERE in_network(b.client_ip, n.net));
UPDATE fit SET birth = 'foreign' WHERE (bounce_id, part_id) IN (SELECT bounce_id, part_id FROM led_on);

-- outward: what came by a stranger, as far as we know, and yet was passed on to others than those whom we take mail for, and not by an alias of ours.
-- A stranger can forge our name, but not have such mail passed on: more likely that is a client of ours that the log does not tell as such. (What came
-- for somebody else first, a user's sieve sent on.)
INSERT OR IGNORE INTO outward (bounce_id, part_id)
SELECT f.bounce_id, f.part_id
FROM (SELECT 1 FROM carried LIMIT 1) CROSS JOIN about o CROSS JOIN fit f ON f.bounce_id = o.bounce_id AND f.birth IN ('foreign', 'network') CROSS JOIN carried c ON c.part_id = f.part_id
WHERE (f.recipient IS NULL OR f.recipient = c.recipient) AND c.relay_ip IS NOT NULL AND (SELECT w.private FROM world w) >= is_private(c.relay_ip)
    AND (f.origin_part_id = f.part_id OR EXISTS (
        SELECT 1 FROM mail m CROSS JOIN delivery e ON e.part_id = m.part_id
        WHERE (m.part_id = f.origin_part_id OR m.joined = f.origin_part_id) AND lower(e.recipient) = c.recipient
            AND NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND lower(d.value) = domain(e.orig_to))))
    AND NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND lower(d.value) IN (domain(c.recipient), domain(c.orig_to)))
    AND NOT EXISTS (SELECT 1 FROM led_on w CROSS JOIN own d ON d.kind = 'domain' AND lower(d.value) = domain(w.recipient) WHERE w.bounce_id = f.bounce_id AND w.part_id = f.part_id)
    AND EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain');

-- Of a stranger (analyze/trace/insert.sql) there is none.
UPDATE trace SET stranger = 0
WHERE stranger = 1 AND bounce_id IN (SELECT bounce_id FROM candidate) AND EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = trace.bounce_id);
