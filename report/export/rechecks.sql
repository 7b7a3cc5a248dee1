SELECT * FROM rechecks;
