SELECT gather(coalesce(domain(sender), ''), local_day_number(first_at), host, (SELECT word_id FROM word WHERE word = 'message'), birth, 0)
FROM message_moved;
