SELECT gather(coalesce(domain(c.sender), ''), local_day_number(c.at), c.host, (SELECT word_id FROM word WHERE word = 'check'), c.result, coalesce(c.action, 0))
FROM spf_check c
WHERE c.check_id > coalesce((SELECT value FROM setting WHERE name = 'daily_check'), 0) + 0;
