-- How we reach the world: by public addresses, as soon as one delivery went to such a one; else by private ones, where mail goes to
-- hosts of other organisations there (an intranet, a laboratory). A private address then tells as much as another.
CREATE TEMP TABLE IF NOT EXISTS world (private INTEGER);
INSERT OR IGNORE INTO setting (name, value)
SELECT 'analyzed_world_public', '1'
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public')
    AND EXISTS (SELECT 1 FROM delivery d WHERE d.delivery_id > (SELECT delivery FROM fresh) AND d.relay_ip IS NOT NULL AND NOT is_private(d.relay_ip));
INSERT OR IGNORE INTO setting (name, value)
SELECT 'analyzed_world_private', '1'
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name IN ('analyzed_world_public', 'analyzed_world_private'))
    AND EXISTS (SELECT 1 FROM delivery d WHERE d.delivery_id > (SELECT delivery FROM fresh)
        AND d.relay_ip IS NOT NULL AND d.relay_ip NOT LIKE '127.%' AND d.relay_ip <> '::1' AND domain(d.recipient) = organisation(d.relay_host));
DELETE FROM world;
INSERT INTO world (private)
SELECT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_private') AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public');
