-- Bounces with the Message-ID :what, the newest first.
SELECT b.bounce_id FROM bounce b JOIN trace t ON t.bounce_id = b.bounce_id WHERE b.message_id = :what ORDER BY t.arrived_at DESC, b.bounce_id DESC;
