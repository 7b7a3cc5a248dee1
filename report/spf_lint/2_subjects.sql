-- title: Subjects
-- columns:
SELECT s.name AS subject, count(f.finding_id) FILTER (WHERE f.severity = 'error') AS errors,
    count(f.finding_id) FILTER (WHERE f.severity = 'warning') AS warnings, count(f.finding_id) FILTER (WHERE f.severity = 'note') AS notes,
    s.helo, s.sound, s.known, s.missing, s.left_out, s.record, s.corrected
FROM spf_subject_row s LEFT JOIN spf_finding_row f USING (subject_id) GROUP BY s.subject_id ORDER BY s.subject_id;
