-- Mail of a login that went through the content filter and the second instance: who sent it, and how many queue files it was in one after another.
WITH RECURSIVE way(recipient, mail_id, n) AS (
    SELECT recipient, mail_id, 1 FROM deliveries WHERE relay_ip = '198.51.100.25' AND recipient LIKE 'ok-chain%'
    UNION ALL
    SELECT w.recipient, coalesce(f.mail_id, d.mail_id), w.n + 1
    FROM way w JOIN messages m ON m.mail_id = w.mail_id
        LEFT JOIN links f ON f.kind = 'filter' AND f.child_queue_id = m.queue_id
        LEFT JOIN deliveries d ON f.mail_id IS NULL AND d.remote_queue_id = m.queue_id AND d.recipient = w.recipient
    WHERE coalesce(f.mail_id, d.mail_id) IS NOT NULL AND w.n < 9
)
SELECT w.recipient, m.sasl_user, w.n
FROM way w JOIN messages m ON m.mail_id = w.mail_id
WHERE m.sasl_user IS NOT NULL
