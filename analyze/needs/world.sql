-- Whether analyze/05_world.sql may find another world: once a delivery went to a public address, that it is public is all there is to know.
SELECT 1
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public') OR (SELECT name FROM suffix) IS NOT (SELECT value FROM setting WHERE name = 'analyzed_suffix');
