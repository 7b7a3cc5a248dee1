SELECT gather(coalesce(domain(r.sender), ''), local_day_number(r.at), r.host, (SELECT word_id FROM word WHERE word = 'rejection'), r.action, coalesce(r.code, 0))
FROM rejection r
WHERE r.rejection_id > coalesce((SELECT value FROM setting WHERE name = 'daily_rejection'), 0) + 0;
