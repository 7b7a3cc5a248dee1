-- title: Recipients in bounces
-- columns: bounce:raw, recipient, first, status, diagnostic
-- none:
SELECT bounce_id, final_recipient, original_recipient, status, diagnostic, action, remote_mta
FROM bounce_recipients WHERE mentions(:about, final_recipient, original_recipient, diagnostic) ORDER BY bounce_id;
