SELECT * FROM unread;
