-- The rows of the log that have the address. They are looked for before anything is changed: that takes long, and keeps nobody from writing.
INSERT INTO mentioning (name, id)
SELECT 'mail', part_id FROM mail
WHERE mentions(coalesce(queue_id, '') || char(10) || coalesce(client_name, '') || char(10) || coalesce(sasl_user, '') || char(10) || coalesce(message_id, '') || char(10) || coalesce(sender, '') || char(10) || coalesce(origin_queue_id, '') || char(10) || coalesce(origin_client_name, ''), (SELECT what FROM erasing))
UNION ALL SELECT 'delivery', delivery_id FROM delivery
WHERE mentions(coalesce(recipient, '') || char(10) || coalesce(orig_to, '') || char(10) || coalesce(relay_host, '') || char(10) || coalesce(remote_queue_id, '') || char(10) || coalesce(reply, ''), (SELECT what FROM erasing))
UNION ALL SELECT 'rejection', rejection_id FROM rejection
WHERE mentions(coalesce(client_name, '') || char(10) || coalesce(helo, '') || char(10) || coalesce(sender, '') || char(10) || coalesce(recipient, '') || char(10) || coalesce(reason, ''), (SELECT what FROM erasing))
UNION ALL SELECT 'spf_check', check_id FROM spf_check
WHERE mentions(coalesce(helo, '') || char(10) || coalesce(sender, '') || char(10) || coalesce(recipient, '') || char(10) || coalesce(reason, '') || char(10) || coalesce(queue_id, ''), (SELECT what FROM erasing))
UNION ALL SELECT 'login', login_id FROM login
WHERE mentions(coalesce(client_name, '') || char(10) || coalesce(user, ''), (SELECT what FROM erasing));
