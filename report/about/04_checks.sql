-- title: SPF checks
-- columns: at:time, host, result, sender, recipient, client
-- none:
SELECT at, host, result, sender, recipient, client_ip, helo, identity, action, reason, source_id, position
FROM spf_checks WHERE mentions(sender, :about) OR mentions(recipient, :about) OR mentions(reason, :about) OR mentions(helo, :about)
ORDER BY at, source_id, position;
