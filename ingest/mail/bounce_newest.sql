SELECT max(bounce_id) FROM bounce;
