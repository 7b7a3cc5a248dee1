SELECT * FROM links;
