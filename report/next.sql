-- What to do after a first ingest, a line each.
WITH found AS (SELECT count(*) AS n, min(3, count(*) FILTER (WHERE ends_at > seen_until - 86400)) AS told FROM incidents)
SELECT CASE WHEN told > 0 THEN printf('%,d more ', n - told) ELSE printf('%,d ', n - told) END || CASE n - told WHEN 1 THEN 'incident' ELSE 'incidents' END || CASE told WHEN 0 THEN ', storms of bounces or stolen accounts' ELSE '' END
    || ':' || char(10) || '      ' || :unjoe || ' incident' FROM found WHERE n > told
UNION ALL SELECT 'No log of ' || host || ' from ' || substr(local_time(from_at), 1, 16) || ' to ' || substr(local_time(to_at), 1, 16) || ': is a file of its rotation missing? Give it, too,' || char(10)
    || 'since of that time it cannot be told what you sent.'
FROM (SELECT host, from_at, to_at FROM holes WHERE reason = 'no log' ORDER BY to_at - from_at DESC, from_at LIMIT 1)
UNION ALL SELECT 'Only the log was read, so what the bounces say is unknown. To read them, give' || char(10) || 'their mailbox:   ' || :unjoe || ' ingest ~postmaster/Maildir'
WHERE NOT EXISTS (SELECT 1 FROM arrival) AND EXISTS (SELECT 1 FROM null_judged WHERE class = 'forged')
UNION ALL SELECT 'Next: ' || CASE WHEN n > 0 THEN :unjoe || ' incident' || char(10) || '      ' ELSE '' END || :unjoe || ' report' || CASE WHEN EXISTS (SELECT 1 FROM arrival) THEN char(10) || '      ' || :unjoe || ' report bounces' ELSE '' END
FROM found WHERE EXISTS (SELECT 1 FROM source)
UNION ALL SELECT 'Nothing was read. Where there is no mail.log, the journal may have it:' || char(10) || '      journalctl -o export --facility mail | ' || :unjoe || ' ingest -'
WHERE NOT EXISTS (SELECT 1 FROM source);
