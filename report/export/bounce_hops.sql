SELECT * FROM bounce_hops;
