SELECT count(*) FROM study_due;
