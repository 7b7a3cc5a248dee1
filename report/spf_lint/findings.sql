SELECT severity, name, place, length, detail, why, corrected FROM spf_finding_row WHERE subject_id = :subject_id ORDER BY finding_id;
