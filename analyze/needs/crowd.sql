-- Whether strangers may lie beside us.
SELECT 1 FROM own_crowd UNION ALL SELECT 1 FROM world WHERE private LIMIT 1;
