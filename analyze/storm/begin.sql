-- The hours of which there is evidence, in spans that lie apart: an hour without bounces tells something only then.
CREATE TEMP TABLE IF NOT EXISTS storm_span (from_hour INTEGER, to_hour INTEGER);
DELETE FROM storm_span;
INSERT INTO storm_span (from_hour, to_hour)
SELECT min(from_hour), max(to_hour)
FROM (
    SELECT from_hour, to_hour, sum(apart) OVER (ORDER BY from_hour, to_hour) AS n
    FROM (
        SELECT from_hour, to_hour,
            from_hour > max(to_hour) OVER (ORDER BY from_hour, to_hour ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS apart
        FROM (SELECT from_at / 3600 AS from_hour, to_at / 3600 AS to_hour FROM log_span
            UNION SELECT from_at / 3600, to_at / 3600 FROM (SELECT (SELECT min(arrived_at) FROM trace) AS from_at, (SELECT max(arrived_at) FROM trace) AS to_at) WHERE from_at IS NOT NULL)))
GROUP BY coalesce(n, 0);
DELETE FROM storm_flag
WHERE EXISTS (SELECT 1 FROM restorm r WHERE r.target = storm_flag.target AND storm_flag.hour >= r.from_hour);
