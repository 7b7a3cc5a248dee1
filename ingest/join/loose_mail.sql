-- The nearest message of that client and sender that was kept from the check: it is of another stream, is itself in parts, or begins at a
-- seam. One that a check of the same identity has claimed, or a check of another attempt, is none.
SELECT coalesce(m.joined, m.part_id) FROM mail m
WHERE m.host = :host AND m.birth IS NOT NULL
    AND CASE WHEN :queue_id IS NULL
        THEN m.first_at BETWEEN :at - 5 AND :at + 5
            AND CASE WHEN m.origin_queue_id IS NULL THEN coalesce(m.origin_client_ip, m.client_ip) ELSE m.client_ip END = :client_ip
            AND :sender = replace(replace(lower(CASE WHEN m.joined IS NULL THEN m.sender
            ELSE (SELECT coalesce(max(CASE WHEN p.size IS NOT NULL THEN p.sender END), max(p.sender)) FROM mail p WHERE p.joined = m.joined) END),
                '"', ''), '\', '')
        ELSE m.queue_id = :queue_id END
    AND m.first_at BETWEEN :at - CASE WHEN :queue_id IS NULL THEN 5 ELSE 600 END AND :at + 5
    AND (m.source_id <> :source_id OR m.joined IS NOT NULL
        OR EXISTS (SELECT 1 FROM seam s WHERE s.host = m.host AND (s.first_at BETWEEN m.first_at - 5 AND m.first_at + 5 OR s.last_at BETWEEN m.first_at - 5 AND m.first_at + 5)))
    AND NOT EXISTS (
        SELECT 1 FROM spf_check c JOIN mail p ON p.part_id = c.part_id LEFT JOIN word i ON i.word_id = c.identity
        WHERE c.at BETWEEN m.first_at - 5 AND m.first_at + 5 AND coalesce(p.joined, p.part_id) = coalesce(m.joined, m.part_id)
            AND (coalesce(i.word, '') = 'helo' = :by_helo OR abs(c.at - :at) > 1))
ORDER BY m.first_at < :at, abs(m.first_at - :at), m.queue_id, m.position LIMIT 1;
