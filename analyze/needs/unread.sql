SELECT 1 FROM unread_day LIMIT 1;
