INSERT INTO word (word) VALUES (?);
