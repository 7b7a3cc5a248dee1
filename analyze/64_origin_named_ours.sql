-- needs: dirty
-- origin-named-ours: from an address whose confirmed name lies in a domain of ours.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'origin-named-ours', t.handed_name || ' [' || t.handed_ip || ']' FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ours = 2;
