-- title: Recipients
-- columns: recipient, action, status, what was said:long
-- none: none named
-- limit: 20
SELECT coalesce(final_recipient, original_recipient, '-') AS recipient, action, status, coalesce(remote_mta || ': ', '') || coalesce(diagnostic, '') AS said,
    original_recipient, remote_mta, diagnostic
FROM bounce_recipients WHERE bounce_id = :bounce;
