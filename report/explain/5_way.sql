-- title: How this bounce itself came, the latest first
-- columns: line:raw, time:time, says:prose
-- none:
-- limit: 15
SELECT h.n + 1 AS line, h.at,
    coalesce('by ' || h.stamped_by, 'by nobody named') || CASE WHEN coalesce(h.helo, h.client_name, h.client_ip) IS NULL THEN '' ELSE ' from ' END || coalesce(h.helo, '')
        || CASE WHEN h.client_name IS NOT NULL OR h.client_ip IS NOT NULL
            THEN CASE WHEN h.helo IS NULL THEN '' ELSE ' ' END || '(' || coalesce(nullif(h.client_name, h.helo) || CASE WHEN h.client_ip IS NULL THEN '' ELSE ' ' END, '') || coalesce('[' || h.client_ip || ']', '') || ')' ELSE '' END
        || coalesce(' id ' || h.queue_id, '') || CASE WHEN h.client_ip = t.delivered_by_ip THEN ': this host brought it to us' ELSE '' END AS says,
    h.stamped_by, h.stamped_by_ip, h.helo, h.client_name, h.client_ip, h.protocol, h.queue_id, h.recipient
FROM trace t JOIN hop h ON h.bounce_id = t.bounce_id AND h.arrival_id = t.arrival_id
WHERE t.bounce_id = :bounce AND t.arrival_id <> 0
ORDER BY h.n;
