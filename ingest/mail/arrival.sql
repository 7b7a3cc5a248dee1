INSERT INTO arrival (bounce_id, whole, arrived_at, returned_to, return_path, file, source_id, position)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);
