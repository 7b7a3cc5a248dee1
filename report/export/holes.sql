SELECT * FROM holes;
