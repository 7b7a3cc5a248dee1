-- title: Refused, held or warned of
-- columns: at:time, host, action, sender:sender, recipient, reason
-- none:
SELECT at, host, action, sender, recipient, reason, client_name, client_ip, helo, code, dsn, source_id, position
FROM policy_action WHERE mentions(:about, sender, recipient, reason, helo)
ORDER BY at, source_id, position;
