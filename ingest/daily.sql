-- Adds to the daily totals what came since they were last made. What is counted here never changes afterwards.
INSERT INTO daily (day, host, class, result, domain, n)
SELECT local_day(m.first_at), m.host, 'message', b.word, coalesce(domain(m.sender), ''), count(*)
FROM mail m JOIN word b ON b.word_id = m.birth
WHERE m.part_id > coalesce((SELECT value FROM setting WHERE name = 'daily_message'), 0) + 0
GROUP BY 1, 2, 4, 5
ON CONFLICT (day, host, class, result, domain) DO UPDATE SET n = n + excluded.n;

INSERT INTO daily (day, host, class, result, domain, n)
SELECT local_day(d.at), m.host, 'delivery', s.word, coalesce(domain(d.recipient), ''), count(*)
FROM delivery d JOIN mail m ON m.part_id = d.part_id JOIN word s ON s.word_id = d.status
WHERE d.delivery_id > coalesce((SELECT value FROM setting WHERE name = 'daily_delivery'), 0) + 0
GROUP BY 1, 2, 4, 5
ON CONFLICT (day, host, class, result, domain) DO UPDATE SET n = n + excluded.n;

INSERT INTO daily (day, host, class, result, domain, n)
SELECT local_day(r.at), r.host, 'rejection', a.word || ' ' || coalesce(r.code, ''), coalesce(domain(r.sender), ''), count(*)
FROM rejection r JOIN word a ON a.word_id = r.action
WHERE r.rejection_id > coalesce((SELECT value FROM setting WHERE name = 'daily_rejection'), 0) + 0
GROUP BY 1, 2, 4, 5
ON CONFLICT (day, host, class, result, domain) DO UPDATE SET n = n + excluded.n;

INSERT INTO daily (day, host, class, result, domain, n)
SELECT local_day(c.at), c.host, 'check', r.word || ' ' || coalesce(a.word, ''), coalesce(domain(c.sender), ''), count(*)
FROM spf_check c JOIN word r ON r.word_id = c.result LEFT JOIN word a ON a.word_id = c.action
WHERE c.check_id > coalesce((SELECT value FROM setting WHERE name = 'daily_check'), 0) + 0
GROUP BY 1, 2, 4, 5
ON CONFLICT (day, host, class, result, domain) DO UPDATE SET n = n + excluded.n;

INSERT INTO daily (day, host, class, result, domain, n)
SELECT local_day(l.at), l.host, 'login', CASE l.ok WHEN 1 THEN 'ok' ELSE 'failed' END, coalesce(domain(l.user), ''), count(*)
FROM login l
WHERE l.login_id > coalesce((SELECT value FROM setting WHERE name = 'daily_login'), 0) + 0
GROUP BY 1, 2, 4, 5
ON CONFLICT (day, host, class, result, domain) DO UPDATE SET n = n + excluded.n;

INSERT INTO setting (name, value)
SELECT 'daily_message', max(part_id) FROM mail UNION ALL SELECT 'daily_delivery', max(delivery_id) FROM delivery
UNION ALL SELECT 'daily_rejection', max(rejection_id) FROM rejection UNION ALL SELECT 'daily_check', max(check_id) FROM spf_check
UNION ALL SELECT 'daily_login', max(login_id) FROM login WHERE true
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
