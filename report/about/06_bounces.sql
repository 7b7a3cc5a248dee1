-- title: Bounces
-- columns: number:raw, arrived:time, kind, returned to, sender it quotes:sender, file
-- none:
SELECT bounce_id, arrived_at, kind, returned_to, quoted_sender, near_path(path) AS path, sender, quoted_from, quoted_subject, quoted_message_id, message_id, in_reply_to, origin_ip,
    (SELECT class FROM verdict v WHERE v.bounce_id = b.bounce_id) AS class
FROM bounces b
WHERE mentions(:about, returned_to, sender, quoted_sender, quoted_from, quoted_message_id, message_id, in_reply_to, quoted_subject, b.path)
    OR EXISTS (SELECT 1 FROM bounce_recipient r WHERE r.bounce_id = b.bounce_id
        AND mentions(:about, r.final_recipient, r.original_recipient, r.diagnostic))
    OR EXISTS (SELECT 1 FROM hop h WHERE h.bounce_id = b.bounce_id AND mentions(:about, h.recipient, h.helo))
ORDER BY arrived_at, bounce_id;
