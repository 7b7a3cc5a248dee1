-- Those without a result, and those of the last month for which an answer was missing.
DELETE FROM study_due;
INSERT INTO study_due (as_of, evaluation_id)
SELECT 0, evaluation_id FROM evaluation WHERE now_result IS NULL OR now_result IN ('no-evidence', 'temperror') ORDER BY domain, ip;
