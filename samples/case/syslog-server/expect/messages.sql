-- The same mail on two hosts is two messages.
SELECT host, instance, queue_id, client_name, sender, direction, status FROM messages ORDER BY first_at, position
