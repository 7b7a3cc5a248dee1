SELECT * FROM bounce_stamps;
