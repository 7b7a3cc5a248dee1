-- title: Messages
-- columns: at:time, host, queue id, direction, sender, status
-- none:
SELECT first_at, host, queue_id, direction, sender, status, mail_id, sasl_user, message_id, client_name, client_ip, size, source_id, position
FROM messages m
WHERE mentions(sender, :about) OR mentions(sasl_user, :about) OR mentions(message_id, :about)
    OR m.mail_id IN (SELECT d.mail_id FROM deliveries d WHERE mentions(d.recipient, :about) OR mentions(d.orig_to, :about) OR mentions(d.reply, :about))
ORDER BY first_at, mail_id;
