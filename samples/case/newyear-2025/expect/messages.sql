-- The message of the turn of the year is one, and its stamps are of two years.
SELECT queue_id, datetime(first_at, 'unixepoch') AS first, datetime(last_at, 'unixepoch') AS last, sasl_user, sender, direction, status
FROM messages ORDER BY first_at
