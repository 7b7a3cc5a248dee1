-- The header of the bounce itself, as far as it was read.
SELECT 'Received' AS field, 'from ' || coalesce(h.helo, 'unknown') || ' (' || coalesce(h.client_name, 'unknown') || coalesce(' [' || h.client_ip || ']', '') || ') by '
    || coalesce(h.stamped_by, 'unknown') || coalesce(' with ' || h.protocol, '') || coalesce(' id ' || h.queue_id, '') AS value, h.at, h.n AS rank
FROM hop h JOIN trace t ON t.bounce_id = h.bounce_id
WHERE h.bounce_id = :bounce AND h.arrival_id = t.arrival_id
UNION ALL SELECT 'Message-ID', '<' || message_id || '>', NULL, 1000 FROM bounce WHERE bounce_id = :bounce AND message_id IS NOT NULL
UNION ALL SELECT 'From', sender, NULL, 1001 FROM bounce WHERE bounce_id = :bounce AND sender IS NOT NULL
UNION ALL SELECT 'To', iif(:full, a.returned_to, 'redacted@' || coalesce(domain(a.returned_to), 'invalid')), NULL, 1002
    FROM trace t JOIN arrival a ON a.arrival_id = t.arrival_id WHERE t.bounce_id = :bounce AND a.returned_to IS NOT NULL
UNION ALL SELECT 'Date', '', dated_at, 1003 FROM bounce WHERE bounce_id = :bounce AND dated_at IS NOT NULL
ORDER BY rank;
