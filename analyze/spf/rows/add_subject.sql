INSERT INTO spf_subject_row (subject_id, name, helo, record, corrected, sound, known, missing, left_out) VALUES (:subject_id, :name, :helo, :record, :corrected, :sound, :known, :missing, :left_out);
