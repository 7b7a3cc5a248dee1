SELECT n, domain FROM study_domain WHERE n > :last ORDER BY n LIMIT 1;
