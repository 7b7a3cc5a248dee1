-- title: Last runs
-- columns: when:minute, evaluated:count, without an answer:count, note:long
-- limit: 3
-- none:
SELECT at AS run_at, evaluated, without, iif(down, 'the resolver did not answer: what was known stays, the rest is done the next time', '') AS note
FROM recheck_run WHERE :since IS NOT NULL ORDER BY at DESC;
