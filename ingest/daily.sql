-- Gathers for the daily totals what came since they were last made; ingest/daily_add.sql then adds it. What is counted here changes only where streams are put together
-- (ingest/parts.sql, ingest/twins.sql), which take back what they change.
SELECT gather(coalesce(domain(m.sender), ''), local_day_number(m.first_at), m.host, (SELECT word_id FROM word WHERE word = 'message'), m.birth, 0)
FROM mail m
WHERE m.part_id > coalesce((SELECT value FROM setting WHERE name = 'daily_message'), 0) + 0 AND m.birth IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM touched t WHERE t.queue_id = m.queue_id AND t.host = m.host AND t.instance = coalesce(m.instance, 0));

SELECT gather(coalesce(domain(sender), ''), local_day_number(first_at), host, (SELECT word_id FROM word WHERE word = 'message'), birth, 0)
FROM message_touched;

SELECT gather(coalesce(domain(d.recipient), ''), local_day_number(d.at), m.host, (SELECT word_id FROM word WHERE word = 'delivery'), d.status, 0)
FROM delivery d JOIN mail m ON m.part_id = d.part_id
WHERE d.delivery_id > coalesce((SELECT value FROM setting WHERE name = 'daily_delivery'), 0) + 0;

SELECT gather(coalesce(domain(r.sender), ''), local_day_number(r.at), r.host, (SELECT word_id FROM word WHERE word = 'rejection'), r.action, coalesce(r.code, 0))
FROM rejection r
WHERE r.rejection_id > coalesce((SELECT value FROM setting WHERE name = 'daily_rejection'), 0) + 0;

SELECT gather(coalesce(domain(c.sender), ''), local_day_number(c.at), c.host, (SELECT word_id FROM word WHERE word = 'check'), c.result, coalesce(c.action, 0))
FROM spf_check c
WHERE c.check_id > coalesce((SELECT value FROM setting WHERE name = 'daily_check'), 0) + 0;

SELECT gather(coalesce(domain(l.user), ''), local_day_number(l.at), l.host, (SELECT word_id FROM word WHERE word = 'login'), (SELECT word_id FROM word WHERE word = CASE l.ok WHEN 1 THEN 'ok' ELSE 'failed' END), 0)
FROM login l
WHERE l.login_id > coalesce((SELECT value FROM setting WHERE name = 'daily_login'), 0) + 0;

INSERT INTO setting (name, value)
SELECT 'daily_message', max(part_id) FROM mail UNION ALL SELECT 'daily_delivery', max(delivery_id) FROM delivery
UNION ALL SELECT 'daily_rejection', max(rejection_id) FROM rejection UNION ALL SELECT 'daily_check', max(check_id) FROM spf_check
UNION ALL SELECT 'daily_login', max(login_id) FROM login WHERE true
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
