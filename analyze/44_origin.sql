-- needs: dirty log wanted
-- Of each letter, where it began in our own hosts: behind a content filter, or on another host whose log we have. What leads back is the
-- queue id that the delivery before it was given. What a host gave in once more itself, by sendmail(1) or over loopback (a simple filter, sieve,
-- postsuper -r), is the message that had come there before with the same Message-ID and sender, or under the queue id that is told. (Where anybody may have
-- the address 127.0.0.1, a filter gives it back within a minute, and has not said under which queue id it did so: else who got it brings it again.)
CREATE TEMP TABLE IF NOT EXISTS back (hours INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO back (hours)
WITH RECURSIVE ago (hours) AS (SELECT 0 UNION ALL SELECT hours + 1 FROM ago WHERE hours < 7 * 24) SELECT hours FROM ago;
CREATE TEMP VIEW IF NOT EXISTS letter_of AS
SELECT coalesce(m.joined, m.part_id) AS part_id, m.host, m.queue_id, max(m.message_id) AS message_id, min(m.first_at) AS first_at,
    max(CASE WHEN b.word <> 'internal' THEN b.word END) AS born, max(coalesce(m.origin_client_ip, m.client_ip)) AS client_ip, max(m.sasl_user) AS sasl_user,
    coalesce(max(CASE WHEN m.size IS NOT NULL THEN m.sender END), max(m.sender)) AS sender, max(m.origin_client_ip IS NOT NULL) AS proxied,
    max(CASE WHEN b.word = 'pickup' THEN m.origin_queue_id END) AS old_queue_id
FROM wanted w CROSS JOIN mail m ON m.part_id = w.part_id OR m.joined = w.part_id LEFT JOIN word b ON b.word_id = m.birth
GROUP BY w.part_id;
CREATE TEMP VIEW IF NOT EXISTS parent_of AS
SELECT l.part_id, coalesce(CASE WHEN l.born IS NOT 'pickup' THEN (
    SELECT coalesce(p.joined, p.part_id)
    FROM back CROSS JOIN mail p ON hour_key(p.first_at, p.message_id) = hour_key(l.first_at - back.hours * 3600, l.message_id)
    CROSS JOIN mail q ON q.part_id = p.part_id OR q.joined = p.joined
    CROSS JOIN delivery d ON d.part_id = q.part_id
    WHERE back.hours < 4 AND +p.message_id = l.message_id AND coalesce(p.joined, p.part_id) <> l.part_id AND d.remote_queue_id = l.queue_id
        AND d.at BETWEEN l.first_at - 60 AND l.first_at + 3600 AND p.first_at <= l.first_at
    ORDER BY p.first_at DESC, p.queue_id LIMIT 1) END,
    CASE WHEN l.message_id <> '' AND (l.born IS 'pickup' OR l.client_ip IN ('127.0.0.1', '::1')) THEN (
    SELECT coalesce(p.joined, p.part_id)
    FROM back CROSS JOIN mail p ON hour_key(p.first_at, p.message_id) = hour_key(l.first_at - back.hours * 3600, l.message_id)
    WHERE back.hours < CASE WHEN l.old_queue_id IS NULL THEN 4 ELSE 7 * 24 END AND +p.message_id = l.message_id AND p.host = l.host
        AND coalesce(p.joined, p.part_id) <> l.part_id AND p.first_at <= l.first_at AND (p.queue_id = l.old_queue_id OR l.old_queue_id IS NULL AND lower(p.sender) = lower(l.sender))
        AND (l.born IS 'pickup' OR NOT (SELECT loop FROM world) OR coalesce((
            SELECT max(d.remote_queue_id IS NULL AND (d.relay_ip IS NULL OR is_loopback(d.relay_ip, d.relay_host, 1)))
            FROM mail q CROSS JOIN delivery d ON d.part_id = q.part_id JOIN word s ON s.word_id = d.status AND s.word = 'sent'
            WHERE (q.part_id = coalesce(p.joined, p.part_id) OR q.joined = p.joined) AND d.at BETWEEN l.first_at - 60 AND l.first_at + 60), 0))
    ORDER BY p.first_at DESC, p.queue_id LIMIT 1) END) AS parent
FROM letter l WHERE l.parent IS NULL AND l.sasl_user IS NULL;

INSERT INTO letter (part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id)
SELECT part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id FROM letter_of;
-- (Three steps back: login host, filter, outgoing host, filter.)
UPDATE letter SET parent = (SELECT p.parent FROM parent_of p WHERE p.part_id = letter.part_id) WHERE sasl_user IS NULL;
DELETE FROM wanted;
INSERT INTO wanted (part_id) SELECT DISTINCT parent FROM letter WHERE parent IS NOT NULL AND parent NOT IN (SELECT part_id FROM letter);
INSERT INTO letter (part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id)
SELECT part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id FROM letter_of;
UPDATE letter SET parent = (SELECT p.parent FROM parent_of p WHERE p.part_id = letter.part_id) WHERE part_id IN (SELECT part_id FROM wanted);
DELETE FROM wanted;
INSERT INTO wanted (part_id) SELECT DISTINCT parent FROM letter WHERE parent IS NOT NULL AND parent NOT IN (SELECT part_id FROM letter);
INSERT INTO letter (part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id)
SELECT part_id, host, queue_id, message_id, first_at, born, client_ip, sasl_user, sender, proxied, old_queue_id FROM letter_of;
UPDATE letter SET parent = (SELECT p.parent FROM parent_of p WHERE p.part_id = letter.part_id) WHERE part_id IN (SELECT part_id FROM wanted);

UPDATE letter SET origin = coalesce(
    (WITH RECURSIVE up (part_id, parent, depth) AS (
        SELECT letter.part_id, letter.parent, 0
        UNION ALL SELECT l.part_id, l.parent, u.depth + 1 FROM up u JOIN letter l ON l.part_id = u.parent WHERE u.depth < 8)
    SELECT part_id FROM up ORDER BY depth DESC LIMIT 1), part_id);
-- Those that another organisation's server wrote down (tenant, alien: analyze/43_tenant.sql).
INSERT INTO alien (part_id)
SELECT l.part_id FROM (SELECT 1 FROM tenant LIMIT 1) CROSS JOIN letter l CROSS JOIN mail m ON m.part_id = l.part_id
WHERE NOT EXISTS (SELECT 1 FROM tenant t WHERE t.host = m.host AND t.instance = coalesce(m.instance, 0) AND t.organisation = organisation(domain(l.sender)));
-- What a proxy before the queue hands on does not tell of a login: the login itself does.
UPDATE letter SET birth = (
    SELECT CASE
        WHEN o.sasl_user IS NOT NULL THEN 'login'
        WHEN o.born = 'notice' THEN 'notice'
        WHEN o.born = 'pickup' AND o.old_queue_id IS NULL THEN 'local'
        WHEN o.client_ip IS NULL THEN 'unknown'
        WHEN is_loopback(o.client_ip, NULL, 1) AND o.part_id IN (SELECT part_id FROM alien) THEN 'foreign'
        WHEN EXISTS (SELECT 1 FROM own_ip i WHERE i.ip = o.client_ip) OR EXISTS (SELECT 1 FROM own_net n WHERE in_network(o.client_ip, n.net)) THEN 'network'
        WHEN is_private(o.client_ip) AND NOT (SELECT private FROM world) THEN 'network'
        WHEN o.proxied AND EXISTS (SELECT 1 FROM login g WHERE hour_key(g.at, g.client_ip) = hour_key(o.first_at, o.client_ip)
            AND +g.client_ip = o.client_ip AND g.ok = 1 AND g.at <= o.first_at) THEN 'login'
        ELSE 'foreign'
    END
    FROM letter o WHERE o.part_id = letter.origin);
-- Where anybody may have the address 127.0.0.1, it tells no network of ours: what came from there without a login and for addresses of ours alone may be a
-- stranger's, as at any door. (What was for others, he would not have got passed on.)
UPDATE letter SET birth = 'foreign'
WHERE birth = 'network' AND (SELECT loop FROM world)
    AND EXISTS (SELECT 1 FROM letter o WHERE o.part_id = letter.origin AND is_loopback(o.client_ip, NULL, 1))
    AND EXISTS (SELECT 1 FROM mail m CROSS JOIN delivery d ON d.part_id = m.part_id WHERE m.part_id = letter.origin OR m.joined = letter.origin)
    AND NOT EXISTS (SELECT 1 FROM mail m CROSS JOIN delivery d ON d.part_id = m.part_id
        WHERE (m.part_id = letter.origin OR m.joined = letter.origin)
            AND NOT EXISTS (SELECT 1 FROM own w WHERE w.kind = 'domain' AND lower(w.value) = domain(coalesce(d.orig_to, d.recipient))));
