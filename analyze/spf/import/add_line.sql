INSERT INTO import_line (n, name, line) VALUES (:n, :name, :line);
