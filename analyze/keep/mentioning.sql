-- The rows of the log that have the address. They are looked for before anything is changed: that takes long, and keeps nobody from writing.
INSERT INTO mentioning (name, id)
SELECT 'mail', part_id FROM mail
WHERE mentions((SELECT what FROM erasing), queue_id, client_name, sasl_user, message_id, sender, origin_queue_id, origin_client_name)
UNION ALL SELECT 'delivery', delivery_id FROM delivery
WHERE mentions((SELECT what FROM erasing), recipient, orig_to, relay_host, remote_queue_id, reply)
UNION ALL SELECT 'rejection', rejection_id FROM rejection
WHERE mentions((SELECT what FROM erasing), client_name, helo, sender, recipient, reason)
UNION ALL SELECT 'spf_check', check_id FROM spf_check
WHERE mentions((SELECT what FROM erasing), helo, sender, recipient, reason, queue_id)
UNION ALL SELECT 'login', login_id FROM login
WHERE mentions((SELECT what FROM erasing), client_name, user);
