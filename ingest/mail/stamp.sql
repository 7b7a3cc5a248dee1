INSERT OR FAIL INTO stamp (bounce_id, n, hop, stamped_by, method, result, domain, client_ip)
SELECT bounce_id, n, hop, stamped_by, method, result, domain, client_ip FROM mail_intake;
