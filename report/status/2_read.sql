-- title: Read
-- columns: , :count
SELECT 'sources' AS name, (SELECT count(*) FROM sources) AS n
UNION ALL SELECT 'lines', (SELECT coalesce(sum(lines), 0) FROM sources WHERE kind IN ('log', 'journal'))
UNION ALL SELECT 'lines of mail programs not understood', (SELECT coalesce(sum(unread), 0) FROM sources)
UNION ALL SELECT 'messages', (SELECT count(*) FROM mail WHERE joined IS NULL OR joined = part_id)
UNION ALL SELECT 'deliveries', (SELECT count(*) FROM delivery)
UNION ALL SELECT 'rejections', (SELECT count(*) FROM rejections)
UNION ALL SELECT 'SPF checks', (SELECT count(*) FROM spf_check)
UNION ALL SELECT 'logins', (SELECT count(*) FROM login)
UNION ALL SELECT 'mails in mailboxes', (SELECT coalesce(sum(lines), 0) FROM sources WHERE kind NOT IN ('log', 'journal'))
UNION ALL SELECT 'bounces and other answers in them', (SELECT count(*) FROM bounce WHERE kind IS NOT (SELECT word_id FROM word WHERE word = 'other'));
