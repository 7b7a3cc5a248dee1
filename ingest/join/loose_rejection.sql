-- The same among the rejections; a check that names no sender (a refused HELO) goes by the HELO name, or without one by what the client was told.
SELECT r.rejection_id FROM rejection r JOIN word a ON a.word_id = r.action AND a.word = 'reject'
WHERE r.at BETWEEN :at - 5 AND :at + 5 AND r.host = :host AND (+r.client_ip = :client_ip OR :client_ip IS NULL)
    AND CASE WHEN :sender IS NOT NULL THEN replace(replace(lower(r.sender), '"', ''), '\', '') = :sender AND :client_ip IS NOT NULL
        WHEN :helo IS NOT NULL THEN :refused AND lower(r.helo) = :helo AND :client_ip IS NOT NULL
        ELSE :refused AND trim(substr(r.reason, nullif(instr(r.reason, ':'), 0) + 1)) <> ''
            AND replace(replace(lower(trim(substr(r.reason, nullif(instr(r.reason, ':'), 0) + 1))), '"', ''), '\', '') = :reason END
    AND (r.source_id <> :source_id
        OR EXISTS (SELECT 1 FROM seam s WHERE s.host = r.host AND (s.first_at BETWEEN r.at - 5 AND r.at + 5 OR s.last_at BETWEEN r.at - 5 AND r.at + 5)))
    AND NOT EXISTS (
        SELECT 1 FROM spf_check c LEFT JOIN word i ON i.word_id = c.identity
        WHERE c.at BETWEEN r.at - 5 AND r.at + 5 AND c.rejection_id = r.rejection_id
            AND (coalesce(i.word, '') = 'helo' = :by_helo OR (c.sender IS NULL) <> (:sender IS NULL) OR abs(c.at - :at) > 1))
ORDER BY r.at < :at, abs(r.at - :at), r.recipient, r.position LIMIT 1;
