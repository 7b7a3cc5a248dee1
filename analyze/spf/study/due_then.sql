-- All that DNS said up to the newest answer before a check is the same as what it said up to the check: so many checks share one time.
DELETE FROM study_due;
INSERT INTO study_due (as_of, evaluation_id)
SELECT coalesce((SELECT max(t.at) FROM study_time t WHERE t.at <= e.at), 0) AS as_of, e.evaluation_id FROM evaluation e
WHERE e.then_result IS NULL OR (e.then_result = 'no-evidence' AND e.at > (SELECT max(at) FROM evaluation) - 30 * 86400)
ORDER BY as_of, e.domain, e.ip;
