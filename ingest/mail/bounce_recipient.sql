INSERT OR FAIL INTO bounce_recipient (bounce_id, n, final_recipient, original_recipient, action, status, remote_mta, diagnostic)
SELECT bounce_id, n, final_recipient, original_recipient, action, status, remote_mta, diagnostic FROM mail_intake;
