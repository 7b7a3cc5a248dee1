-- Those about which there is something to say.
SELECT subject_id, CASE WHEN helo THEN name || ' (a host)' ELSE name END AS name, record, corrected, left_out, sound,
    (SELECT place FROM spf_finding_row f WHERE f.subject_id = s.subject_id ORDER BY finding_id LIMIT 1) AS first_place
FROM spf_subject_row s
WHERE EXISTS (SELECT 1 FROM spf_finding_row f WHERE f.subject_id = s.subject_id)
ORDER BY subject_id;
