-- The last lines: what is well, and how much is not.
WITH good AS (
    SELECT name FROM spf_subject_row s WHERE NOT EXISTS (SELECT 1 FROM spf_finding_row f WHERE f.subject_id = s.subject_id) AND known ORDER BY subject_id
), counted AS (
    SELECT count(*) AS n, count(DISTINCT subject_id) AS subjects, count(*) FILTER (WHERE severity = 'error') AS errors,
        count(*) FILTER (WHERE severity = 'warning') AS warnings, count(*) FILTER (WHERE severity = 'note') AS notes
    FROM spf_finding_row
)
SELECT CASE WHEN name IS NULL THEN 'Nothing to say against it.'
    ELSE 'Nothing to say against ' || group_concat(name, ', ') || CASE WHEN (SELECT count(*) FROM good) > 20 THEN printf(', and %d more', (SELECT count(*) FROM good) - 20) ELSE '' END || '.' END AS says
FROM (SELECT name FROM good LIMIT 20) HAVING count(*) > 0
UNION ALL
SELECT 'Something may have been missed, as not all answers are known (' || min(missing) || CASE WHEN count(*) > 1 THEN ', ...' ELSE '' END || '); --dns asks the DNS.'
FROM spf_subject_row WHERE known AND missing IS NOT NULL HAVING count(*) > 0
UNION ALL
SELECT 'Not known, so that nothing can be said: ' || group_concat(name, ', ') || '. --dns asks the DNS.' FROM spf_subject_row WHERE NOT known HAVING count(*) > 0
UNION ALL
SELECT printf('%d %s, %d %s, %d %s in %d of the %d that were looked at.', errors, CASE errors WHEN 1 THEN 'error' ELSE 'errors' END,
    warnings, CASE warnings WHEN 1 THEN 'warning' ELSE 'warnings' END, notes, CASE notes WHEN 1 THEN 'note' ELSE 'notes' END,
    subjects, (SELECT count(*) FROM spf_subject_row))
FROM counted WHERE (SELECT count(*) FROM spf_subject_row) > 1
UNION ALL
SELECT 'There is no record in it.' WHERE NOT EXISTS (SELECT 1 FROM spf_subject_row);
