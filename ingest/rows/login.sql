INSERT OR FAIL INTO login (at, host, program, client_name, client_ip, user, method, ok, source_id, position)
SELECT at, host, program, client_name, client_ip, coalesce(user, sasl_user), method, coalesce(ok, 1), source_id, position
FROM intake;
