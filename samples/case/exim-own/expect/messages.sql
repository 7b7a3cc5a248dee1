SELECT queue_id, client_ip, sasl_user, message_id, sender, size, direction, status, sent, bounced, deferred FROM messages ORDER BY first_at, position
