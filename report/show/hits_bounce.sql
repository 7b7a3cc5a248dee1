-- Bounces whose own Message-ID is :what, or that return a mail with this Message-ID or queue id.
WITH hit(kind, id, at, host) AS (
    SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
    FROM bounce b JOIN trace t ON t.bounce_id = b.bounce_id
    WHERE b.message_id = :what COLLATE NOCASE OR b.quoted_message_id = :what COLLATE NOCASE OR b.quoted_queue_id = :what COLLATE NOCASE
)
