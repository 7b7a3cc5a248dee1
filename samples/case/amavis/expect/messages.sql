-- What came back from the filter is a hop.
SELECT queue_id, client_ip, origin_queue_id, message_id, direction, status FROM messages ORDER BY first_at, position
