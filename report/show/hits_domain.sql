-- Everything that has to do with the domain or host name :what (in lower case), from :since until :until, in the log from :log_since: no index serves this
-- but those of time.
WITH hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM mail
        WHERE first_at >= :log_since AND first_at < :until AND (domain(sender) = :what OR client_name = :what)
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, m.host FROM delivery d JOIN mail m USING (part_id)
        WHERE d.at >= :log_since AND d.at < :until AND (domain(d.recipient) = :what OR lower(d.relay_host) = :what)
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM rejection
        WHERE at >= :log_since AND at < :until AND (domain(sender) = :what OR domain(recipient) = :what OR client_name = :what OR lower(helo) = :what)
    UNION ALL SELECT 'SPF check', check_id, at, host FROM spf_check
        WHERE at >= :log_since AND at < :until AND (domain(sender) = :what OR lower(helo) = :what)
    UNION ALL SELECT 'login', login_id, at, host FROM login
        WHERE at >= :log_since AND at < :until AND (domain(user) = :what OR client_name = :what)
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE t.arrived_at >= :since AND t.arrived_at < :until AND (t.delivered_by_name = :what OR t.bouncer = :what OR lower(t.handed_helo) = :what OR t.bounce_id IN (
            SELECT bounce_id FROM arrival WHERE domain(returned_to) = :what
            UNION SELECT bounce_id FROM bounce WHERE domain(quoted_sender) = :what OR reporting_mta = :what
            UNION SELECT bounce_id FROM bounce_recipient WHERE domain(final_recipient) = :what OR domain(original_recipient) = :what))
    UNION ALL SELECT 'incident', i.incident_id, i.starts_at, NULL FROM incident i
        WHERE i.target = :what OR i.incident_id IN (SELECT incident_id FROM incident_target WHERE target = :what OR domain(target) = :what)
    UNION ALL SELECT 'DNS answer', json_array(name, type, at), at, NULL FROM dns_answer WHERE name = :what OR name = '_dmarc.' || :what
)
