-- Checks that belong to nothing yet where streams meet (ingest/join/loosen.sql). A sender is compared in lower case and without the quotes that
-- a policy daemon is not told.
SELECT DISTINCT c.check_id, c.at, c.host, c.client_ip, replace(replace(lower(c.sender), '"', ''), '\', ''), lower(c.helo), c.queue_id,
    coalesce(i.word, '') = 'helo', coalesce(a.word IN ('reject', 'defer'), 0), c.source_id, replace(replace(lower(c.reason), '"', ''), '\', ''),
    c.position
FROM near n
CROSS JOIN spf_check c ON c.at BETWEEN n.from_at AND n.to_at AND +c.host = n.host AND c.part_id IS NULL AND c.rejection_id IS NULL
LEFT JOIN word a ON a.word_id = c.action LEFT JOIN word i ON i.word_id = c.identity
ORDER BY c.at, c.client_ip, c.sender, c.position;
