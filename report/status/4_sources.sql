-- title: Sources
-- columns: file:path, holds, lines or mails:count, unread:share, up to:minute
-- limit: 20
SELECT near_path(path) AS path, CASE kind WHEN 'log' THEN kind WHEN 'journal' THEN kind ELSE 'mail' END AS holds, lines, CASE WHEN lines > 0 THEN unread * 1.0 / lines END AS unread_share, last_at, first_at, read_at, position AS bytes, kind
FROM sources
ORDER BY read_at DESC, last_at DESC, source_id DESC;
