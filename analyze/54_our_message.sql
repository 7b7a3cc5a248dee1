-- needs: dirty fit
-- our-message: queue id or Message-ID, sender and recipient fit one message of ours. Who got it, and list archives, know them all: it can be
-- replayed (56_replayed.sql). A reply that names our message comes from a recipient: replied-to.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, CASE WHEN o.kind IN ('autoreply', 'challenge') THEN 'replied-to' ELSE 'our-message' END,
    m.queue_id || ' to ' || f.recipient || ' (' || f.by || ')', d.source_id, d.position
FROM about o CROSS JOIN fit f ON f.bounce_id = o.bounce_id AND f.delivery_id IS NOT NULL AND f.by <> 'notice'
CROSS JOIN letter m ON m.part_id = f.part_id CROSS JOIN delivery d ON d.delivery_id = f.delivery_id
WHERE f.birth NOT IN ('foreign', 'unknown')
    AND (o.sender IS NULL OR base_address(original_address(m.sender)) = base_address(o.sender) OR lower(m.sender) = lower(o.made))
ORDER BY f.bounce_id, d.at DESC, m.queue_id;
