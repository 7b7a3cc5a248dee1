-- needs: dirty log
-- origin-brings-ours: that address brought us mail in our name, three times at least, we took and kept it (no alias of ours led it away), and no check
-- of ours said that it must not: a web form's host, or some other that sends for us and whose log we do not have. Warns. The mail was of the same domain
-- or, where that is ours, of another of ours: a host that sends for one is trusted with all. (Mail of the week behind the bounce counts, too:
-- 38_anew.sql looks for whom that concerns. ahead: how far to look.)
CREATE TEMP TABLE IF NOT EXISTS our_name (domain TEXT PRIMARY KEY, ours INTEGER) WITHOUT ROWID;
DELETE FROM our_name;
INSERT OR IGNORE INTO our_name (domain, ours) SELECT lower(value), 1 FROM own WHERE kind = 'domain';
INSERT OR IGNORE INTO our_name (domain, ours) SELECT DISTINCT domain, 0 FROM about WHERE domain IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS taken_from (ip TEXT, at INTEGER, part_id INTEGER, domain TEXT, PRIMARY KEY (ip, at, part_id)) WITHOUT ROWID;
DELETE FROM taken_from;
INSERT OR IGNORE INTO taken_from (ip, at, part_id, domain)
SELECT s.text, m.first_at, m.part_id, domain(m.sender)
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what = 'ip'
CROSS JOIN hour h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600 + 7 * 24
CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(h.hour * 3600, s.text)
WHERE +m.client_ip = s.text AND m.sasl_user IS NULL AND m.size IS NOT NULL AND m.bounced = 0 AND domain(m.sender) IN (SELECT domain FROM our_name)
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.part_id = m.part_id AND domain(d.recipient) NOT IN (SELECT value FROM own WHERE kind = 'domain'));
INSERT OR IGNORE INTO taken_from (ip, at, part_id, domain)
SELECT s.text, m.first_at, m.part_id, domain(m.sender)
FROM plan p CROSS JOIN mail m NOT INDEXED CROSS JOIN sought s ON s.what = 'ip' AND s.text = m.client_ip
WHERE NOT p.look_up AND m.sasl_user IS NULL AND m.size IS NOT NULL AND m.bounced = 0 AND domain(m.sender) IN (SELECT domain FROM our_name)
    AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.part_id = m.part_id AND domain(d.recipient) NOT IN (SELECT value FROM own WHERE kind = 'domain'));
-- (The alias may stand on the next host, or behind a filter.)
DELETE FROM taken_from
WHERE EXISTS (
    SELECT 1 FROM mail m
    CROSS JOIN mail p ON hour_key(p.first_at, p.message_id) IN (hour_key(m.first_at, m.message_id), hour_key(m.first_at + 3600, m.message_id)) AND p.message_id = m.message_id
    CROSS JOIN delivery d ON d.part_id = p.part_id
    WHERE m.part_id = taken_from.part_id AND p.first_at BETWEEN m.first_at AND m.first_at + 3600 AND domain(d.recipient) NOT IN (SELECT value FROM own WHERE kind = 'domain'));
INSERT INTO brings (bounce_id, ip, n, part_id)
SELECT o.bounce_id, f.ip, count(*), max(f.part_id)
FROM (SELECT 1 FROM taken_from LIMIT 1) CROSS JOIN about o CROSS JOIN our_name u ON u.domain = o.domain CROSS JOIN (
    SELECT t.bounce_id, t.handed_ip AS ip, 7 * 86400 AS ahead FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours = 0
    UNION ALL SELECT bounce_id, ip, 3600 FROM forwarder) w ON w.bounce_id = o.bounce_id
CROSS JOIN taken_from f ON f.ip = w.ip AND (f.domain = o.domain OR u.ours AND f.domain IN (SELECT domain FROM our_name WHERE ours)) AND f.at BETWEEN o.at - 30 * 86400 AND o.at + w.ahead
WHERE o.bounce_id NOT IN (SELECT bounce_id FROM answered)
    AND NOT EXISTS (SELECT 1 FROM checked c WHERE c.ip = f.ip AND c.domain IN (f.domain, o.domain) AND c.result IN ('fail', 'softfail') AND c.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
GROUP BY o.bounce_id, f.ip HAVING count(*) >= 3;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT b.bounce_id, 'origin-brings-ours', b.n || ' mails of ' || coalesce(domain(m.sender), o.domain) || ' from [' || b.ip || ']', m.source_id, m.position
FROM brings b CROSS JOIN trace t ON t.bounce_id = b.bounce_id AND t.handed_ip = b.ip CROSS JOIN about o ON o.bounce_id = b.bounce_id
CROSS JOIN mail m ON m.part_id = b.part_id;
