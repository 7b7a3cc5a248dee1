-- title: Messages
-- columns: at:time, host, queue id, direction, sender:sender, status
-- none:
SELECT first_at, host, queue_id, direction, sender, status, mail_id, sasl_user, message_id, client_name, client_ip, size, source_id, position
FROM messages m
WHERE m.mail_id IN (
    SELECT coalesce(joined, part_id) FROM mail WHERE mentions(:about, sender, sasl_user, message_id)
    UNION SELECT coalesce(p.joined, p.part_id) FROM delivery d CROSS JOIN mail p ON p.part_id = d.part_id WHERE mentions(:about, d.recipient, d.orig_to, d.reply))
ORDER BY first_at, mail_id;
