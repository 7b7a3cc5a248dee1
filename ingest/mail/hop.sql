INSERT OR FAIL INTO hop (bounce_id, arrival_id, n, helo, client_name, client_ip, stamped_by, stamped_by_ip, protocol, queue_id, recipient, at)
SELECT bounce_id, arrival_id, n, helo, client_name, client_ip, stamped_by, stamped_by_ip, protocol, queue_id, recipient, at FROM mail_intake;
