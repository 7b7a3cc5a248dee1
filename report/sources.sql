-- report: what was read: files, pipes, mailboxes; how much was understood
-- title: Sources
-- columns: file:path, holds, lines or mails:count, unread:share, first:minute, last:minute
-- range: all
-- page: 90
SELECT near_path(path) AS path, CASE kind WHEN 'log' THEN kind WHEN 'journal' THEN kind ELSE 'mail' END AS holds, lines, CASE WHEN lines > 0 THEN unread * 1.0 / lines END AS unread_share, first_at, last_at, unread, position AS bytes,
    read_at, kind, source_id
FROM sources
WHERE (last_at IS NULL OR last_at >= :since) AND (first_at IS NULL OR first_at < :until)
ORDER BY coalesce(first_at, 0), source_id;
