-- title: Bounce
-- columns: bounce:raw
SELECT b.bounce_id, v.class, v.strength, v.missing, v.account, v.client_ip, v.original_mail_id, v.reasons, b.kind, b.dialect, coalesce(:place, near_path(b.path)) AS path, :line AS line, :place IS NULL AS gone, b.arrived_at, b.arrivals,
    b.arrival_mail_id, b.returned_to, b.bouncer, b.reporting_mta, b.delivered_by_name, b.delivered_by_ip, b.message_id, b.in_reply_to, b.quoted_message_id,
    b.quoted_queue_id, b.quoted_sender, b.quoted_from, b.quoted_subject, b.quoted_at, b.handed_ip, b.handed_helo, b.handed_name, b.handed_at, b.origin_ip
FROM bounces b LEFT JOIN verdicts v ON v.bounce_id = b.bounce_id
WHERE b.bounce_id = :bounce;
