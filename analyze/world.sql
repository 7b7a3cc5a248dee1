-- Whether we reach the world by private addresses (analyze/35_world.sql).
SELECT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_private') AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public');
