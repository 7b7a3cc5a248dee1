-- needs: dirty fit
-- remote-queue-id: the relay gave our delivery a queue id, and the bounce calls the original by it where that host itself wrote it. A forger
-- cannot know it. Host and time must agree, since short ones are used again.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'remote-queue-id', d.relay_host || ' called it ' || d.remote_queue_id, l.source_id, l.position
FROM called c CROSS JOIN about o ON o.bounce_id = c.bounce_id CROSS JOIN trace t ON t.bounce_id = c.bounce_id
CROSS JOIN fit f ON f.bounce_id = c.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id AND d.remote_queue_id = c.queue_id
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE d.sent = 1
    AND (o.srs OR f.birth NOT IN ('foreign', 'unknown') OR NOT EXISTS (SELECT 1 FROM fit g WHERE g.bounce_id = f.bounce_id AND g.birth NOT IN ('foreign', 'unknown')))
    AND CASE WHEN c.at IS NULL THEN d.at BETWEEN o.at - 14 * 86400 AND o.at + 900 ELSE abs(d.at - c.at) <= 3600 END
    AND (organisation(c.host) = organisation(d.relay_host) OR t.bouncer = organisation(d.relay_host) OR c.ip = d.relay_ip
        OR t.delivered_by_ip = d.relay_ip OR t.handed_ours IN (1, 2))
ORDER BY f.bounce_id, d.at, d.recipient;
