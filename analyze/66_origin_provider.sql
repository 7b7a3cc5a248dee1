-- needs: dirty log
-- origin-provider: our own SPF checks show that this address sends other people's mail with their consent: a provider's, through which a user of
-- ours may have sent. Warns.
INSERT OR IGNORE INTO checked (ip, at, check_id, result, domain)
SELECT s.text, c.at, c.check_id, w.word, domain(c.sender)
FROM plan p CROSS JOIN sought s ON p.look_up AND s.what = 'ip'
CROSS JOIN hours h ON h.hour BETWEEN s.from_at / 3600 AND s.to_at / 3600
CROSS JOIN spf_check c ON hour_key(c.at, c.client_ip) = hour_key(h.hour * 3600, s.text)
JOIN word w ON w.word_id = c.result LEFT JOIN word i ON i.word_id = c.identity
WHERE +c.client_ip = s.text AND coalesce(i.word, 'mailfrom') = 'mailfrom';
INSERT OR IGNORE INTO checked (ip, at, check_id, result, domain)
SELECT s.text, c.at, c.check_id, w.word, domain(c.sender)
FROM plan p CROSS JOIN spf_check c NOT INDEXED CROSS JOIN sought s ON s.what = 'ip' AND s.text = c.client_ip
JOIN word w ON w.word_id = c.result LEFT JOIN word i ON i.word_id = c.identity
WHERE NOT p.look_up AND coalesce(i.word, 'mailfrom') = 'mailfrom';
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT o.bounce_id, 'origin-provider', c.ip || ' sends for ' || c.domain || ' with SPF pass', k.source_id, k.position
FROM (SELECT 1 FROM checked LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 0
CROSS JOIN checked c ON c.ip = t.handed_ip AND c.at BETWEEN o.at - 30 * 86400 AND o.at + 3600
CROSS JOIN spf_check k ON k.check_id = c.check_id
WHERE c.result = 'pass' AND c.domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM own_fact f WHERE f.kind = 'domain' AND f.value = c.domain)
    AND NOT EXISTS (SELECT 1 FROM pin WHERE kind = 'domain' AND lower(value) = c.domain)
ORDER BY o.bounce_id, c.at DESC, c.domain, k.position;
