SELECT 'DROP VIEW ' || name FROM sqlite_schema WHERE type = 'view' ORDER BY rowid DESC;
