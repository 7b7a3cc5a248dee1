-- The nearest message of that client and sender that no check of the same identity has claimed.
SELECT m.mail_id FROM message_part m
WHERE m.first_at BETWEEN :at - 5 AND :at + 5 AND m.host = :host
    AND CASE WHEN :queue_id IS NULL THEN m.client_ip = :client_ip AND lower(m.sender) = :sender ELSE m.queue_id = :queue_id END
    AND NOT EXISTS (
        SELECT 1 FROM spf_check c JOIN mail p ON p.part_id = c.part_id
        WHERE c.at BETWEEN m.first_at - 5 AND m.first_at + 5 AND coalesce(p.joined, p.part_id) = m.mail_id AND c.identity IS :identity)
ORDER BY abs(m.first_at - :at), m.first_at DESC, m.mail_id LIMIT 1;
