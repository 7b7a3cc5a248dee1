INSERT INTO bounce_recipient (bounce_id, n, final_recipient, original_recipient, action, status, remote_mta, diagnostic)
VALUES (?, ?, ?, ?, ?, ?, ?, ?);
