-- title: Received lines that came back, the latest first
-- columns: line:raw, time:time, to be believed, says:long
-- none:
-- limit: 30
-- note: Whoever sends a mail can write any line below that of the organisation which bounced.
SELECT h.n + 1 AS line, h.at,
    CASE
        WHEN b.handed_n IS NULL THEN 'nobody knows'
        WHEN h.n < b.handed_n THEN 'yes, inside the bouncer'
        WHEN h.n = b.handed_n THEN 'YES: TAKEN OVER HERE'
        ELSE 'no: can be made up'
    END AS believed,
    coalesce('by ' || h.stamped_by, 'by nobody named') || CASE WHEN coalesce(h.helo, h.client_name, h.client_ip) IS NULL THEN '' ELSE ' from ' END || coalesce(h.helo, '')
        || CASE WHEN h.client_name IS NOT NULL OR h.client_ip IS NOT NULL
            THEN CASE WHEN h.helo IS NULL THEN '' ELSE ' ' END || '(' || coalesce(nullif(h.client_name, h.helo) || CASE WHEN h.client_ip IS NULL THEN '' ELSE ' ' END, '') || coalesce('[' || h.client_ip || ']', '') || ')' ELSE '' END
        || coalesce(' with ' || h.protocol, '') || coalesce(' id ' || h.queue_id, '') || coalesce(' for <' || h.recipient || '>', '') AS says,
    h.stamped_by, h.stamped_by_ip, h.helo, h.client_name, h.client_ip, h.protocol, h.queue_id, h.recipient, h.n = b.handed_n AS taken_over
FROM hop h LEFT JOIN trace b ON b.bounce_id = h.bounce_id
WHERE h.bounce_id = :bounce AND h.arrival_id = 0
ORDER BY h.n;
