-- Everything that has to do with the mail address :what, in upper or lower case.
WITH hours AS MATERIALIZED (SELECT hour FROM hour), hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM hours CROSS JOIN mail ON hour_key(first_at, sender) = hour_key(hour * 3600, :what) WHERE sender = :what COLLATE NOCASE
    UNION SELECT 'mail', part_id, first_at, host FROM hours CROSS JOIN mail ON hour_key(first_at, sasl_user) = hour_key(hour * 3600, :what) WHERE sasl_user = :what COLLATE NOCASE
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, m.host FROM hours CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(hour * 3600, :what) JOIN mail m USING (part_id) WHERE d.recipient = :what COLLATE NOCASE
    UNION SELECT 'delivery', d.delivery_id, d.at, m.host FROM hours CROSS JOIN delivery d ON hour_key(d.at, d.orig_to) = hour_key(hour * 3600, :what) JOIN mail m USING (part_id) WHERE d.orig_to = :what COLLATE NOCASE
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM hours CROSS JOIN rejection ON hour_key(at, sender) = hour_key(hour * 3600, :what) WHERE sender = :what COLLATE NOCASE
    UNION SELECT 'rejection', rejection_id, at, host FROM hours CROSS JOIN rejection ON hour_key(at, recipient) = hour_key(hour * 3600, :what) WHERE recipient = :what COLLATE NOCASE
    UNION ALL SELECT 'SPF check', check_id, at, host FROM hours CROSS JOIN spf_check ON hour_key(at, sender) = hour_key(hour * 3600, :what) WHERE sender = :what COLLATE NOCASE
    UNION ALL SELECT 'login', login_id, at, host FROM hours CROSS JOIN login ON hour_key(at, user) = hour_key(hour * 3600, :what) WHERE user = :what COLLATE NOCASE
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE t.bounce_id IN (
            SELECT bounce_id FROM arrival WHERE returned_to = :what COLLATE NOCASE
            UNION SELECT bounce_id FROM bounce WHERE quoted_sender = :what COLLATE NOCASE
            UNION SELECT bounce_id FROM bounce_recipient WHERE final_recipient = :what COLLATE NOCASE OR original_recipient = :what COLLATE NOCASE
            UNION SELECT bounce_id FROM verdict WHERE account = :what COLLATE NOCASE)
    UNION ALL SELECT 'incident', i.incident_id, i.starts_at, NULL FROM incident i
        WHERE i.target = :what OR i.incident_id IN (SELECT incident_id FROM incident_target WHERE target = :what)
)
