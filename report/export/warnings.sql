SELECT * FROM warnings;
