-- The lines of a file of answers, so that those of one name come together, whatever its length.
CREATE TEMP TABLE IF NOT EXISTS import_line (n INTEGER PRIMARY KEY, name TEXT COLLATE NOCASE, line TEXT NOT NULL);
DELETE FROM import_line;
