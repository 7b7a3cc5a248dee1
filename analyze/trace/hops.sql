-- Received lines, the topmost first.
SELECT helo, client_name, client_ip, stamped_by, stamped_by_ip, protocol, queue_id, at
FROM hop WHERE bounce_id = :bounce_id AND arrival_id = :arrival_id ORDER BY n;
