SELECT word_id FROM word WHERE word = ?;
