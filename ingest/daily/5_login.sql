SELECT gather(coalesce(domain(l.user), ''), local_day_number(l.at), l.host, (SELECT word_id FROM word WHERE word = 'login'), (SELECT word_id FROM word WHERE word = CASE l.ok WHEN 1 THEN 'ok' ELSE 'failed' END), 0)
FROM login l
WHERE l.login_id > coalesce((SELECT value FROM setting WHERE name = 'daily_login'), 0) + 0;
