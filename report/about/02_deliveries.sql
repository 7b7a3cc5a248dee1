-- title: Deliveries
-- columns: at:time, host, recipient, status, relay, reply
-- none:
SELECT at, host, recipient, status, relay_host, reply, orig_to, relay_ip, dsn, mail_id, source_id, position
FROM deliveries WHERE mentions(recipient, :about) OR mentions(orig_to, :about) OR mentions(reply, :about)
ORDER BY at, source_id, position;
