-- needs: dirty
-- origin-spf-pass, -fail, -softfail, -neutral, -none: what the bouncing organisation said of the origin and our domain, in a header that it stamped
-- itself and above the line by which it took the mail over; else what our own check said when that address brought us mail of that domain.
-- A pass of a provider's address is its customers' pass, whoever of them it was: origin-spf-shared. What is no pass says nothing where the host that
-- handed the mail over says that it took it from an address of ours, or beside one: behind a forwarder our own mail fails, too (and who makes that up gains nothing).
CREATE TEMP TABLE IF NOT EXISTS spf_said (bounce_id INTEGER PRIMARY KEY, result TEXT, who TEXT, source_id INTEGER, position INTEGER);
DELETE FROM spf_said;
INSERT OR IGNORE INTO spf_said (bounce_id, result, who)
SELECT o.bounce_id, r.word, s.stamped_by
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ip IS NOT NULL
CROSS JOIN stamp s ON s.bounce_id = o.bounce_id AND s.hop <= t.handed_n
JOIN word m ON m.word_id = s.method JOIN word r ON r.word_id = s.result
LEFT JOIN hop p ON p.bounce_id = o.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n
WHERE m.word = 'spf' AND r.word IN ('pass', 'fail', 'softfail', 'neutral', 'none')
    AND (organisation(s.stamped_by) IN (t.bouncer, organisation(p.stamped_by)) OR s.stamped_by = p.stamped_by)
    AND coalesce(s.client_ip, t.handed_ip) = t.handed_ip
    AND (s.domain IS NULL OR lower(coalesce(domain(s.domain), s.domain)) IN (o.domain, domain(o.made)))
ORDER BY o.bounce_id, s.hop DESC, s.n;
INSERT OR IGNORE INTO spf_said (bounce_id, result, who, source_id, position)
SELECT o.bounce_id, c.result, 'our own check', k.source_id, k.position
FROM (SELECT 1 FROM checked LIMIT 1) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id
CROSS JOIN checked c ON c.ip = t.handed_ip AND c.domain = o.domain AND c.at BETWEEN o.at - 30 * 86400 AND o.at + 3600
CROSS JOIN spf_check k ON k.check_id = c.check_id
WHERE c.result IN ('pass', 'fail', 'softfail', 'neutral', 'none')
ORDER BY o.bounce_id, abs(c.at - o.at), k.position;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT p.bounce_id, CASE WHEN p.result = 'pass' AND v.name IS NOT NULL THEN 'origin-spf-shared' ELSE 'origin-spf-' || p.result END,
    t.handed_ip || ' for ' || coalesce(o.domain, '?') || ', says ' || coalesce(p.who, 'the bouncing host'), p.source_id, p.position
FROM spf_said p CROSS JOIN trace t ON t.bounce_id = p.bounce_id CROSS JOIN about o ON o.bounce_id = p.bounce_id
LEFT JOIN signal v ON v.bounce_id = p.bounce_id AND v.name = 'origin-provider'
WHERE p.result = 'pass' OR NOT EXISTS (
    SELECT 1 FROM hop h JOIN own_near n ON n.net IN (network(h.client_ip), h.client_ip)
    WHERE h.bounce_id = p.bounce_id AND h.arrival_id = 0 AND h.n > t.handed_n AND organisation(h.stamped_by) IN (organisation(t.handed_name), organisation(t.handed_helo))
        AND NOT EXISTS (SELECT 1 FROM own w WHERE w.kind IN ('domain', 'host') AND (h.stamped_by = w.value OR w.kind = 'domain' AND h.stamped_by LIKE '%.' || w.value)));
