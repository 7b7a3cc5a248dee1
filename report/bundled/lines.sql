-- The lines of the log that tell of an incident: of mail from <> to the addresses that were hit; where a stolen account sent, of its logins and mails, and of
-- their deliveries only with their recipients.
SELECT r.source_id, r.position, r.at FROM incident_null_mail i CROSS JOIN rejection r ON r.rejection_id = i.rejection_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(i.address) = :domain)
UNION SELECT m.source_id, m.position, m.first_at FROM incident_null_mail i CROSS JOIN mail m ON m.part_id = i.mail_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(i.address) = :domain)
UNION SELECT m.source_id, m.position, m.first_at FROM incident i CROSS JOIN incident_targets t ON t.incident_id = i.incident_id CROSS JOIN mail m ON i.kind = 'takeover' AND m.first_at BETWEEN t.starts_at AND t.ends_at
    AND (m.sasl_user = t.target OR m.client_ip = t.target)
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(m.sender) = :domain)
UNION SELECT d.source_id, d.position, d.at FROM incident i CROSS JOIN incident_targets t ON t.incident_id = i.incident_id CROSS JOIN mail m ON i.kind = 'takeover' AND m.first_at BETWEEN t.starts_at AND t.ends_at
    AND (m.sasl_user = t.target OR m.client_ip = t.target) CROSS JOIN delivery d ON d.part_id = m.part_id
WHERE :full AND i.incident_id = :incident AND (:domain IS NULL OR domain(m.sender) = :domain)
ORDER BY 3, 1, 2;
