SELECT * FROM passed_over;
