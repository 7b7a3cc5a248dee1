-- How many came to a target in an hour; no row where there is no evidence of the hour.
SELECT coalesce((SELECT forged FROM storm_hour WHERE hour = ?1 AND target = ?2), 0)
WHERE EXISTS (SELECT 1 FROM storm_span WHERE ?1 BETWEEN from_hour AND to_hour);
