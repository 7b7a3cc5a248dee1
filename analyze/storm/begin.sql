-- The hours of which there is evidence: an hour without bounces tells something only then.
CREATE TEMP TABLE IF NOT EXISTS storm_span (from_hour INTEGER, to_hour INTEGER);
DELETE FROM storm_span;
INSERT INTO storm_span (from_hour, to_hour)
SELECT from_at / 3600, to_at / 3600 FROM coverage
UNION SELECT min(arrived_at) / 3600, max(arrived_at) / 3600 FROM trace HAVING count(*) > 0;
DELETE FROM storm_flag
WHERE EXISTS (SELECT 1 FROM restorm r WHERE r.target = storm_flag.target AND storm_flag.hour >= r.from_hour);
