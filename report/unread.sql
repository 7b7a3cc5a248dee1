-- report: lines of mail programs that no rule reads, alike ones together
-- title: Lines that no rule reads
-- columns: lines:count, last:minute, program, shape:long
-- limit: 40
-- range: all
-- none: none: every line of a mail program was understood
SELECT u.n AS lines, u.last_at, u.program, u.shape, u.first_at, u.first_sample, u.last_sample, near_path(s.path) AS path, u.source_id, u.position
FROM unread u LEFT JOIN source s ON s.source_id = u.source_id
WHERE (u.last_at IS NULL OR u.last_at >= :since) AND (u.first_at IS NULL OR u.first_at < :until)
ORDER BY u.n DESC, u.program, u.shape;
