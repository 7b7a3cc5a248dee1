-- Each check, and the mail that was taken after it.
SELECT c.client_ip, c.sender, c.result, c.identity, c.action, coalesce(m.queue_id, '')
FROM spf_checks c LEFT JOIN messages m USING (mail_id)
WHERE c.client_ip NOT IN ('203.0.113.70', '192.0.2.30')
