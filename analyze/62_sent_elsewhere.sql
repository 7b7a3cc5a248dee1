-- needs: dirty log
-- sent-elsewhere: mail of that sender came to us from a host that is not among those whose log we have, and our SPF record lets it, or does not say no, and
-- its confirmed name is ours or it came three times: a shop, a web form, a hosted system that sends in our name. Warns, of what came back without Received lines: no other line tells whence that was.
CREATE TEMP TABLE IF NOT EXISTS unplaced (sender TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM unplaced;
INSERT OR IGNORE INTO unplaced (sender)
SELECT o.sender FROM (SELECT 1 FROM spf_check LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ip IS NULL
WHERE o.sender IS NOT NULL AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = t.bounce_id);
CREATE TEMP TABLE IF NOT EXISTS brought (sender TEXT, at INTEGER, check_id INTEGER, PRIMARY KEY (sender, at, check_id)) WITHOUT ROWID;
DELETE FROM brought;
INSERT OR IGNORE INTO brought (sender, at, check_id)
SELECT u.sender, c.at, c.check_id
FROM plan p CROSS JOIN unplaced u ON p.look_up CROSS JOIN hours h CROSS JOIN spf_check c ON hour_key(c.at, c.sender) = hour_key(h.hour * 3600, u.sender)
WHERE lower(c.sender) = u.sender;
INSERT OR IGNORE INTO brought (sender, at, check_id)
SELECT u.sender, c.at, c.check_id
FROM plan p CROSS JOIN spf_check c NOT INDEXED CROSS JOIN unplaced u ON u.sender = lower(c.sender)
WHERE NOT p.look_up AND EXISTS (SELECT 1 FROM unplaced);
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT o.bounce_id, 'sent-elsewhere', coalesce(m.client_name || ' ', '') || '[' || c.client_ip || '] brought us mail of ' || o.sender, c.source_id, c.position
FROM (SELECT 1 FROM brought LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ip IS NULL
CROSS JOIN brought b ON b.sender = o.sender AND b.at BETWEEN o.at - 30 * 86400 AND o.at + 3600
CROSS JOIN spf_check c ON c.check_id = b.check_id CROSS JOIN word r ON r.word_id = c.result LEFT JOIN mail m ON m.part_id = c.part_id
WHERE (r.word = 'pass' OR r.word IN ('neutral', 'none')
        AND (EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND (lower(m.client_name) = d.value OR lower(m.client_name) LIKE '%.' || d.value))
            OR (SELECT count(*) FROM brought e CROSS JOIN spf_check k ON k.check_id = e.check_id
                WHERE e.sender = o.sender AND k.client_ip = c.client_ip AND k.result = c.result AND k.part_id IS NOT NULL AND e.at BETWEEN o.at - 30 * 86400 AND o.at + 3600) >= 3))
    AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = o.bounce_id)
    AND NOT EXISTS (SELECT 1 FROM own_ip i WHERE i.ip = c.client_ip) AND NOT EXISTS (SELECT 1 FROM own_net n WHERE in_network(c.client_ip, n.net))
ORDER BY o.bounce_id, b.at DESC, c.position;
