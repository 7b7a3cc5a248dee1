-- needs: dirty fit
-- our-line-missing: by id and recipient it is a message of ours, but who handed it over is not known, nor from where we send; and right below stands no line by which our
-- host says that it had it: who got our message may have sent it again. Warns.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT s.bounce_id, 'our-line-missing', t.handed_ip
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM own_ip)) CROSS JOIN dirty d CROSS JOIN signal s ON s.bounce_id = d.bounce_id AND s.name = 'our-message'
CROSS JOIN signal o ON o.bounce_id = d.bounce_id AND o.name = 'origin-foreign' CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.handed_ours = 0
WHERE NOT EXISTS (SELECT 1 FROM signal r WHERE r.bounce_id = d.bounce_id AND r.name = 'replayed') AND NOT EXISTS (
    SELECT 1 FROM hop h CROSS JOIN fit f ON f.bounce_id = d.bounce_id CROSS JOIN mail m ON m.part_id = f.part_id OR m.joined = f.part_id
    WHERE h.bounce_id = d.bounce_id AND h.arrival_id = 0 AND h.n = t.handed_n + 1 AND h.queue_id = m.queue_id);
