-- needs: dirty
-- origin-near-ours: from an address beside one that we send from (/24, /64): perhaps a host of ours whose log we do not have. Warns.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'origin-near-ours', t.handed_ip FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id
WHERE t.handed_ours = 0 AND EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(t.handed_ip), t.handed_ip));
