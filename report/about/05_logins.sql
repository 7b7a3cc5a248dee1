-- title: Logins
-- columns: at:time, host, user, client, method, ok
-- none:
SELECT at, host, user, client_ip, method, ok, program, client_name, source_id, position FROM logins WHERE mentions(:about, user) ORDER BY at, source_id, position;
