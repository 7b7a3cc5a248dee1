-- title: Findings
-- columns:
SELECT s.name AS subject, f.severity, f.name AS finding, f.place AS "offset", f.length, f.term, f.detail, f.why, f.corrected, s.record
FROM spf_finding_row f JOIN spf_subject_row s USING (subject_id) ORDER BY f.finding_id;
