-- title: Sources
-- columns: file, lines:count, unread:share, up to:minute
-- limit: 20
SELECT near_path(path) AS path, lines, CASE WHEN lines > 0 THEN unread * 1.0 / lines END AS unread_share, last_at, first_at, read_at, position AS bytes
FROM sources
ORDER BY read_at DESC, last_at DESC, source_id DESC;
