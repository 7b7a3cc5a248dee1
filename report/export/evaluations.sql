SELECT * FROM evaluations;
