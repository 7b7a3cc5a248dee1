-- title: Deliveries
-- columns: at:time, host, recipient, status, relay, reply
-- none:
SELECT at, host, recipient, status, relay_host, reply, orig_to, relay_ip, dsn, mail_id, source_id, position
FROM deliveries WHERE mentions(:about, recipient, orig_to, reply)
ORDER BY at, source_id, position;
