SELECT * FROM notices;
