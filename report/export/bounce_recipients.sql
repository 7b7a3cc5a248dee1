SELECT * FROM bounce_recipients;
