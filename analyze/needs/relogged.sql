SELECT 1 FROM storm_relogged LIMIT 1;
