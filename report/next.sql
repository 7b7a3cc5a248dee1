-- What to do after a first ingest, a line each.
SELECT 'Only the log was read, so what the bounces say is unknown. To read them, give' || char(10) || 'their mailbox:   ' || :unjoe || ' ingest ~postmaster/Maildir'
WHERE NOT EXISTS (SELECT 1 FROM arrival) AND EXISTS (SELECT 1 FROM null_judged WHERE class = 'forged')
UNION ALL SELECT 'Next: ' || :unjoe || ' report' || CASE WHEN EXISTS (SELECT 1 FROM arrival) THEN char(10) || '      ' || :unjoe || ' report bounces' ELSE '' END;
