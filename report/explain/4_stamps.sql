-- title: What others stamped on it
-- columns: method, result, domain, client, by, below line:raw
-- none:
-- limit: 20
-- note: Only what the bouncing organisation itself stamped is believed.
SELECT method, result, domain, client_ip AS client, stamped_by, hop AS line FROM bounce_stamps WHERE bounce_id = :bounce ORDER BY n;
