-- One line for the end of the first ingest.
WITH ours AS (SELECT value, max(n) AS n FROM own WHERE kind = 'domain' GROUP BY value ORDER BY n DESC, value)
SELECT 'I believe these domains are yours: ' || group_concat(value, ', ') || CASE WHEN (SELECT count(*) FROM ours) > 5 THEN ' and ' || ((SELECT count(*) FROM ours) - 5) || ' more' ELSE '' END
    || ' (' || :unjoe || ' own tells why)'
FROM (SELECT value FROM ours LIMIT 5)
HAVING count(*) > 0
UNION ALL
SELECT 'Which domains are yours, the log does not tell yet: ' || :unjoe || ' own pin domain NAME'
WHERE NOT EXISTS (SELECT 1 FROM ours) AND EXISTS (SELECT 1 FROM mail);
