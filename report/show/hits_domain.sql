-- Everything that has to do with the domain or host name :what (in lower case).
WITH hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM mail WHERE domain(sender) = :what OR client_name = :what
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, m.host FROM delivery d JOIN mail m USING (part_id)
        WHERE domain(d.recipient) = :what OR lower(d.relay_host) = :what
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM rejection
        WHERE domain(sender) = :what OR domain(recipient) = :what OR client_name = :what OR lower(helo) = :what
    UNION ALL SELECT 'SPF check', check_id, at, host FROM spf_check WHERE domain(sender) = :what OR lower(helo) = :what
    UNION ALL SELECT 'login', login_id, at, host FROM login WHERE domain(user) = :what OR client_name = :what
)
