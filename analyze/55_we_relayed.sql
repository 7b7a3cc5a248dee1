-- needs: dirty fit
-- we-relayed: a host of ours took it from a stranger, as our log tells, and passed it on in our name.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'we-relayed', 'we took ' || l.queue_id || ' from ' || coalesce(l.client_ip, 'a stranger'), m.source_id, m.position
FROM about o CROSS JOIN fit f ON f.bounce_id = o.bounce_id AND f.birth = 'foreign' AND f.by <> 'notice'
CROSS JOIN letter l ON l.part_id = f.origin_part_id CROSS JOIN mail m ON m.part_id = f.origin_part_id
WHERE NOT EXISTS (SELECT 1 FROM fit g WHERE g.bounce_id = f.bounce_id AND g.birth NOT IN ('foreign', 'unknown'))
ORDER BY f.bounce_id, f.delivery_id IS NULL, l.first_at DESC, l.queue_id;
