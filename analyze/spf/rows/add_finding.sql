INSERT INTO spf_finding_row (subject_id, severity, name, place, length, term, detail, why, corrected)
VALUES (:subject_id, :severity, :name, :place, :length, :term, :detail, :why, :corrected);
