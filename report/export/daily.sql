SELECT * FROM daily;
