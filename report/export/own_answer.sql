SELECT * FROM own_answer;
