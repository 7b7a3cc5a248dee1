SELECT * FROM dns_answers;
