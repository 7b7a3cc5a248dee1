-- needs: dirty
-- The dirty bounces, and what is ours, as the stages behind this one ask of them.
-- about: how each bounce calls its sender, taken back from BATV, SRS and VERP.
CREATE TEMP TABLE IF NOT EXISTS about (bounce_id INTEGER PRIMARY KEY, at INTEGER, kind TEXT, sender TEXT, made TEXT, domain TEXT, srs INTEGER);
DELETE FROM about;
INSERT INTO about (bounce_id, at, kind, sender, made, domain, srs)
SELECT b.bounce_id, t.arrived_at, k.word, t.sender, coalesce(nullif(b.quoted_sender, ''), a.returned_to), domain(t.sender),
    coalesce(is_srs(a.returned_to), 0) OR coalesce(is_srs(b.quoted_sender), 0)
FROM dirty d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id CROSS JOIN trace t ON t.bounce_id = b.bounce_id
CROSS JOIN arrival a ON a.arrival_id = t.arrival_id CROSS JOIN word k ON k.word_id = b.kind;

-- Whom the original was for: the recipients that did not get it; of a reply, who replies.
CREATE TEMP TABLE IF NOT EXISTS addressed (bounce_id INTEGER, recipient TEXT, PRIMARY KEY (bounce_id, recipient)) WITHOUT ROWID;
DELETE FROM addressed;
INSERT OR IGNORE INTO addressed (bounce_id, recipient)
SELECT r.bounce_id, lower(r.final_recipient) FROM dirty d CROSS JOIN bounce_recipient r ON r.bounce_id = d.bounce_id WHERE r.final_recipient LIKE '%@%'
UNION ALL SELECT r.bounce_id, lower(r.original_recipient) FROM dirty d CROSS JOIN bounce_recipient r ON r.bounce_id = d.bounce_id AND r.original_recipient IS NOT r.final_recipient WHERE r.original_recipient LIKE '%@%'
UNION ALL SELECT o.bounce_id, lower(b.sender) FROM about o CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
    WHERE o.kind IN ('autoreply', 'challenge', 'disposition') AND b.sender LIKE '%@%'
UNION ALL SELECT bounce_id, verp_recipient(made) FROM about WHERE verp_recipient(made) IS NOT NULL;

-- forwarder: from whom one had taken it, by what it wrote itself: the first line below the one by which the bouncing organisation took the mail over that
-- bears the name of who handed it over, and has a client outside. For whom, where that was somebody else.
CREATE TEMP TABLE IF NOT EXISTS forwarder (bounce_id INTEGER PRIMARY KEY, name TEXT, recipient TEXT, ip TEXT, client TEXT, helo TEXT, n INTEGER);
DELETE FROM forwarder;
INSERT OR IGNORE INTO forwarder (bounce_id, name, recipient, ip, client, helo, n)
SELECT t.bounce_id, h.stamped_by,
    CASE WHEN h.recipient LIKE '%@%' AND NOT EXISTS (SELECT 1 FROM addressed a WHERE a.bounce_id = t.bounce_id AND a.recipient = lower(h.recipient)) THEN lower(h.recipient) END,
    h.client_ip, lower(h.client_name), lower(h.helo), h.n
FROM world w CROSS JOIN dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.handed_ours IN (0, 3)
CROSS JOIN hop h ON h.bounce_id = t.bounce_id AND h.arrival_id = 0 AND h.n > t.handed_n
WHERE h.client_ip <> t.handed_ip AND CASE WHEN w.private OR w.loop THEN NOT is_loopback(h.client_ip, NULL, 1) ELSE NOT is_private(h.client_ip) END
    AND organisation(h.stamped_by) = coalesce(iif(t.handed_ours = 0, organisation(t.handed_name), NULL), organisation(t.handed_helo))
    AND (t.handed_ours = 0 OR NOT EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('host', 'domain') AND (lower(t.handed_helo) = o.value OR o.kind = 'domain' AND lower(t.handed_helo) LIKE '%.' || o.value)))
    AND organisation(h.client_name) IS NOT organisation(h.stamped_by)
ORDER BY t.bounce_id, h.n;

-- What is ours, for the statements below.
CREATE TEMP TABLE IF NOT EXISTS own_ip (ip TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_ip;
INSERT OR IGNORE INTO own_ip (ip) SELECT value FROM own_fact WHERE kind = 'outgoing' UNION SELECT lower(value) FROM pin WHERE kind = 'outgoing';
CREATE TEMP TABLE IF NOT EXISTS own_net (net TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_net;
INSERT OR IGNORE INTO own_net (net) SELECT value FROM own_fact WHERE kind = 'network' UNION SELECT lower(value) FROM pin WHERE kind = 'network'
UNION SELECT iif(loop, '127.0.0.1', '127.0.0.0/8') FROM world UNION SELECT '::1';
-- The networks around what is ours: of what we send from, and of what one relay at least has seen us send from; of those that are crowded only the
-- address itself is near.
CREATE TEMP TABLE IF NOT EXISTS own_crowd (net TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_crowd;
INSERT OR IGNORE INTO own_crowd (net) SELECT value FROM own_known WHERE kind = 'crowded'
UNION SELECT '127.0.0.0/24' FROM world WHERE loop
UNION SELECT network(value) FROM world CROSS JOIN own_known WHERE loop AND kind IN ('outgoing', 'near') AND value LIKE '127.%';
CREATE TEMP TABLE IF NOT EXISTS own_near (net TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_near;
INSERT OR IGNORE INTO own_near (net)
SELECT network(ip) FROM own_ip WHERE network(ip) IS NOT NULL
UNION SELECT network(net) FROM own_net WHERE network(net) IS NOT NULL
UNION SELECT network(value) FROM own_known WHERE kind = 'near' AND network(value) IS NOT NULL;
DELETE FROM own_near WHERE net IN (SELECT net FROM own_crowd);
INSERT OR IGNORE INTO own_near (net) SELECT value FROM own_known WHERE kind = 'near';

-- What was said of those that are judged anew.
DELETE FROM fit WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);
DELETE FROM signal WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);
DELETE FROM brought_from WHERE bounce_id IN (SELECT bounce_id FROM dirty_again);
