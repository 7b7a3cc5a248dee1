-- title: Bounces
-- columns: number:raw, arrived:time, kind, returned to, sender it quotes, file
-- none:
SELECT bounce_id, arrived_at, kind, returned_to, quoted_sender, path, sender, quoted_from, quoted_subject, quoted_message_id, message_id, in_reply_to, origin_ip,
    (SELECT class FROM verdict v WHERE v.bounce_id = b.bounce_id) AS class
FROM bounces b
WHERE mentions(returned_to, :about) OR mentions(sender, :about) OR mentions(quoted_sender, :about) OR mentions(quoted_from, :about)
    OR mentions(quoted_message_id, :about) OR mentions(message_id, :about) OR mentions(in_reply_to, :about) OR mentions(quoted_subject, :about) OR mentions(path, :about)
    OR EXISTS (SELECT 1 FROM bounce_recipient r WHERE r.bounce_id = b.bounce_id
        AND (mentions(r.final_recipient, :about) OR mentions(r.original_recipient, :about) OR mentions(r.diagnostic, :about)))
    OR EXISTS (SELECT 1 FROM hop h WHERE h.bounce_id = b.bounce_id AND (mentions(h.recipient, :about) OR mentions(h.helo, :about)))
ORDER BY arrived_at, bounce_id;
