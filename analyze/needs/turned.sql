SELECT 1 FROM storm_turned LIMIT 1;
