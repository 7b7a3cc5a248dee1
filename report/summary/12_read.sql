-- title: Read from
-- columns: file:path, lines:count, not understood:count, share:share
-- limit: 10
-- note: Look closer: unjoe report --list, unjoe show ADDRESS
SELECT near_path(path) AS path, lines, unread, CASE WHEN lines > 0 THEN unread * 1.0 / lines END AS unread_share, first_at, last_at
FROM sources
WHERE first_at < :until AND last_at >= :since
    AND (:host IS NULL OR source_id IN (SELECT s.source_id FROM source_host s JOIN word h ON h.word_id = s.host WHERE h.word = :host))
ORDER BY first_at, source_id;
