-- needs: dirty named
-- origin-named-ours, at second hand: some MTAs do not write down what name an address is confirmed to have, but another bouncer's host took mail
-- from the same address and did: it lies in a domain of ours, and nobody wrote another name. From two organisations that counts as if it stood here; from
-- one it only warns (origin-named-once), since one fake bounce could say so.
CREATE TEMP TABLE IF NOT EXISTS renamed (ip TEXT PRIMARY KEY, name TEXT, bouncers INTEGER, was INTEGER) WITHOUT ROWID;
DELETE FROM renamed;
INSERT INTO renamed (ip, name, bouncers, was)
SELECT r.ip, min(t.handed_name), min(count(DISTINCT t.bouncer), 2), coalesce((SELECT n.bouncers FROM named_ip n WHERE n.ip = r.ip), 0)
FROM retold_ip r LEFT JOIN trace t ON t.handed_ip = r.ip AND t.handed_ours = 2
GROUP BY r.ip;
UPDATE renamed SET bouncers = 0
WHERE bouncers > 0 AND EXISTS (SELECT 1 FROM trace t WHERE t.handed_ip = renamed.ip AND t.handed_ours = 0 AND t.handed_name IS NOT NULL);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT t.bounce_id FROM renamed r CROSS JOIN trace t ON t.handed_ip = r.ip WHERE r.bouncers <> r.was;
DELETE FROM named_ip WHERE ip IN (SELECT ip FROM renamed);
INSERT INTO named_ip (ip, name, bouncers) SELECT ip, name, bouncers FROM renamed WHERE bouncers > 0;
DELETE FROM signal
WHERE bounce_id IN (SELECT bounce_id FROM dirty_again) AND name IN ('origin-named-once', 'origin-named-ours') AND (name = 'origin-named-once' OR detail LIKE '%, as other bouncers say');
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, CASE n.bouncers WHEN 1 THEN 'origin-named-once' ELSE 'origin-named-ours' END,
    n.name || ' [' || n.ip || ']' || CASE n.bouncers WHEN 1 THEN ', as one other bouncer says' ELSE ', as other bouncers say' END
FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.handed_ours = 0 CROSS JOIN named_ip n ON n.ip = t.handed_ip;
