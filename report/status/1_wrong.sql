-- title: What is wrong
-- columns: what, since:minute, for:span, problem:prose
-- none: nothing
-- limit: 20
WITH last AS (
    SELECT h.word AS host, max(s.last_at) AS at, max(s.silence) AS silence, max(max(s.last_at)) OVER () AS newest
    FROM source_host s JOIN word h ON h.word_id = s.host GROUP BY s.host
)
SELECT 'database' AS what, counted AS since, :now - counted AS seconds,
    iif(counted IS NULL, 'empty; begin with: unjoe ingest /var/log/mail.log*', 'all that was read was pruned; daily totals and incidents are left') AS problem, 0 AS rank
FROM (SELECT max(day) * 86400 + 86399 AS counted FROM (SELECT max(day) AS day FROM day_total UNION ALL SELECT max(day) FROM pruned_day))
WHERE NOT EXISTS (SELECT 1 FROM source_host) AND NOT EXISTS (SELECT 1 FROM arrival)
UNION ALL
SELECT 'all hosts', max(at), :now - max(at), 'nothing newer was read', 1
FROM last HAVING :now - max(at) > 93600
UNION ALL
SELECT host, at, newest - at, 'silent, while others go on', 2 FROM last WHERE newest - at > max(3600, 2 * silence)
UNION ALL
SELECT host, at, NULL, 'its clock runs ahead', 3 FROM last WHERE at > :now + 86400
UNION ALL
SELECT host, from_at, to_at - from_at, CASE reason WHEN 'no log' THEN reason ELSE coalesce(lines || ' ', '') || reason END, 4
FROM holes
UNION ALL
SELECT near_path(path) AS path, first_at, NULL, printf('%.1f%% of its lines not understood', unread * 100.0 / lines), 5
FROM sources WHERE kind IN ('log', 'journal') AND unread * 100 > lines
UNION ALL
SELECT near_path(path) AS path, read_at, NULL, 'no line was understood', 6
FROM sources WHERE kind IN ('log', 'journal') AND lines = 0 AND position > 0
UNION ALL
SELECT mail_system, max(last_at), NULL, printf('%,d %s of its log passed over: unjoe does not read it', sum(n), CASE sum(n) WHEN 1 THEN 'line' ELSE 'lines' END), 7
FROM passed_over WHERE mail_system IS NOT NULL GROUP BY mail_system
ORDER BY rank, since DESC, what;
