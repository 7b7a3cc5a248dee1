SELECT * FROM verdicts;
