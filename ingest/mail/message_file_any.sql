SELECT 1 FROM message_file LIMIT 1;
