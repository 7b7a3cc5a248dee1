-- The time of the first message in our log and of the last.
SELECT coalesce((SELECT min(first_at) FROM mail), 0), coalesce((SELECT max(first_at) FROM mail), 0);
