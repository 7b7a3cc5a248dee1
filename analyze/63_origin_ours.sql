-- needs: dirty
-- origin-ours: the bouncing organisation took it from an address of ours.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'origin-ours', t.handed_ip FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ours = 1;
