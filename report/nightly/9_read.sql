-- title: What this report rests on
-- columns: , :long
WITH log AS (
    SELECT count(*) AS files, coalesce(sum(lines), 0) AS lines, coalesce(sum(unread), 0) AS unread FROM sources
    WHERE kind IN ('log', 'journal') AND first_at < :until AND last_at >= :since
), host AS (
    SELECT group_concat(host, ', ') AS hosts, count(*) AS n FROM (SELECT DISTINCT host FROM coverage WHERE from_at < :until AND to_at >= :since ORDER BY host LIMIT 9)
)
SELECT 'log' AS name, CASE files WHEN 0 THEN 'none of that day' ELSE printf('%,d %s with %,d %s, %,d not understood', files, CASE files WHEN 1 THEN 'file' ELSE 'files' END, lines, CASE lines WHEN 1 THEN 'line' ELSE 'lines' END, unread) END AS says FROM log
UNION ALL SELECT 'hosts', hosts FROM host WHERE n > 0
UNION ALL SELECT 'bounces', CASE count(*) WHEN 0 THEN 'none came that day; their mailbox, where it is not read yet: ' || :unjoe || ' ingest ~postmaster/Maildir' WHEN 1 THEN '1 was read' ELSE printf('%,d were read', count(*)) END
    FROM trace WHERE arrived_at >= :since AND arrived_at < :until
UNION ALL SELECT 'storms', printf('what is usual is still learned, day %d of 3: until then only what is far too much for any small domain is called one', days + 1)
    FROM (SELECT (max(to_at) - min(from_at)) / 86400 AS days FROM (SELECT from_at, to_at FROM coverage UNION ALL SELECT min(arrived_at), max(arrived_at) FROM trace HAVING count(*) > 0))
    WHERE days < 3;
