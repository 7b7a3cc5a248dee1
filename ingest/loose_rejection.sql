-- The same among rejections; a check that names no sender (a refused HELO) goes by the HELO name.
SELECT r.rejection_id FROM rejection r JOIN word a ON a.word_id = r.action AND a.word = 'reject'
WHERE r.at BETWEEN :at - 5 AND :at + 5 AND r.host = :host AND r.client_ip = :client_ip
    AND CASE WHEN :sender IS NULL THEN lower(r.helo) = :helo ELSE lower(r.sender) = :sender END
    AND NOT EXISTS (
        SELECT 1 FROM spf_check c WHERE c.at BETWEEN r.at - 5 AND r.at + 5 AND c.rejection_id = r.rejection_id AND c.identity IS :identity)
ORDER BY abs(r.at - :at), r.at DESC, r.source_id, r.position LIMIT 1;
