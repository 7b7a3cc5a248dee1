INSERT INTO stamp (bounce_id, n, hop, stamped_by, method, result, domain, client_ip)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);
