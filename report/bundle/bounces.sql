SELECT b.bounce_id, b.arrived_at, b.kind, v.class, v.strength, v.reasons, b.returned_to, b.reporting_mta, b.bouncer, b.delivered_by_name, b.delivered_by_ip, b.message_id,
    b.quoted_message_id, b.quoted_sender, b.quoted_from, b.quoted_subject, b.handed_ip, b.handed_helo, b.handed_name, b.handed_at, b.origin_ip
FROM incident_bounces i CROSS JOIN bounces b ON b.bounce_id = i.bounce_id JOIN verdicts v ON v.bounce_id = b.bounce_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(b.returned_to) = :domain)
ORDER BY b.arrived_at, b.bounce_id;
