-- The private networks by which the world is reached (analyze/05_world.sql).
SELECT substr(name, length('analyzed_world_private ') + 1) FROM setting WHERE name LIKE 'analyzed_world_private %' AND (SELECT private FROM world)
UNION ALL SELECT '127.0.0.0/8' FROM world WHERE loop;
