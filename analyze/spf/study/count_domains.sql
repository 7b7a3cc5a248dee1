SELECT count(*) FROM study_domain;
