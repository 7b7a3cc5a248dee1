-- The header that came back with a bounce, as far as it was read: from the line of the host that took the mail over. Ours and inner ones above are left out.
SELECT 'Received' AS field, 'from ' || coalesce(h.helo, 'unknown') || ' (' || coalesce(h.client_name, 'unknown') || coalesce(' [' || h.client_ip || ']', '') || ') by '
    || coalesce(h.stamped_by, 'unknown') || coalesce(' with ' || h.protocol, '') || coalesce(' id ' || h.queue_id, '')
    || CASE WHEN :full AND h.recipient IS NOT NULL THEN ' for <' || h.recipient || '>' ELSE '' END AS value, h.at, h.n AS rank
FROM hop h JOIN trace t ON t.bounce_id = h.bounce_id
WHERE h.bounce_id = :bounce AND h.arrival_id = 0 AND h.n >= coalesce(t.handed_n, 0)
UNION ALL SELECT 'Message-ID', '<' || quoted_message_id || '>', NULL, 1000 FROM bounce WHERE bounce_id = :bounce AND quoted_message_id IS NOT NULL
UNION ALL SELECT 'From', quoted_from, NULL, 1001 FROM bounce WHERE bounce_id = :bounce AND quoted_from IS NOT NULL
UNION ALL SELECT 'To', iif(:full, final_recipient, 'redacted@' || coalesce(domain(final_recipient), 'invalid')), NULL, 1002 FROM bounce_recipient WHERE bounce_id = :bounce AND n = 0 AND final_recipient IS NOT NULL
UNION ALL SELECT 'Subject', quoted_subject, NULL, 1003 FROM bounce WHERE bounce_id = :bounce AND quoted_subject IS NOT NULL
UNION ALL SELECT 'Date', '', quoted_at, 1004 FROM bounce WHERE bounce_id = :bounce AND quoted_at IS NOT NULL
ORDER BY rank;
