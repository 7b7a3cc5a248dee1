-- Checks near the seam of two streams that belong to nothing yet.
SELECT c.check_id, c.at, c.host, c.client_ip, lower(c.sender), lower(c.helo), c.queue_id, c.identity,
    coalesce(a.word IN ('reject', 'defer'), 0) AS refused
FROM spf_check c LEFT JOIN word a ON a.word_id = c.action
WHERE c.at BETWEEN :at - 600 AND :at + 600 AND c.host = :host AND c.part_id IS NULL AND c.rejection_id IS NULL
ORDER BY c.at, c.source_id, c.position;
