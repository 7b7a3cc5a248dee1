-- Mail that a client of the lab was told is taken. What was refused or broken off has no answer, and no row here.
-- A filter before the queue names the client that it stands for.
SELECT queue_id, client, coalesce(sasl_user, ''), sender,
    CASE WHEN message_id LIKE '%.lab@client.example' THEN message_id ELSE '' END, direction
FROM (SELECT *, CASE WHEN origin_queue_id IS NULL THEN coalesce(origin_client_ip, client_ip) ELSE client_ip END AS client FROM messages) m
WHERE client NOT IN ('127.0.0.1', '192.0.2.25', '192.0.2.30') AND status <> 'incomplete'
    AND NOT EXISTS (SELECT 1 FROM rejections r WHERE r.mail_id = m.mail_id AND r.stage <> 'rcpt')
