-- Whether an hour is above the usual: more than ten; more than six deviations above the median of that hour of the day, an hour more or less, over
-- the 28 days before (deviation: 1.4826 times the median of the distances from it, but at least the root of it, as chance alone has it); and more than twice
-- what nine in ten of them had. Hours of a storm of the last fourteen days do not count; what goes on for longer becomes usual.
-- With less than three such days it is still learned what is usual: then more than twenty, and, from twelve hours on, more than three times what one
-- in four of all hours of a fortnight before and behind it had.
INSERT INTO storm_flag (target, hour, usual, bound, learned, above)
WITH RECURSIVE back (day) AS (
    SELECT 1 UNION ALL SELECT day + 1 FROM back WHERE day < 28
), like (day, hour) AS (
    SELECT day, :hour - 24 * day + near FROM back CROSS JOIN (SELECT -1 AS near UNION ALL SELECT 0 UNION ALL SELECT 1)
), sample AS MATERIALIZED (
    SELECT day, coalesce((SELECT h.forged FROM storm_hour h WHERE h.hour = like.hour AND h.target = :target), 0) AS n
    FROM like
    WHERE EXISTS (SELECT 1 FROM storm_span s WHERE like.hour BETWEEN s.from_hour AND s.to_hour)
        AND NOT EXISTS (SELECT 1 FROM storm_flag f WHERE f.target = :target AND f.hour = like.hour AND f.above AND f.hour > :hour - 14 * 24)
), middle AS (
    SELECT n AS median FROM sample ORDER BY n LIMIT 1 OFFSET (SELECT (count(*) - 1) / 2 FROM sample)
), known AS MATERIALIZED (
    SELECT count(DISTINCT day) AS days, (SELECT median FROM middle) AS median,
        (SELECT abs(n - (SELECT median FROM middle)) FROM sample ORDER BY 1 LIMIT 1 OFFSET (SELECT (count(*) - 1) / 2 FROM sample)) AS mad,
        (SELECT n FROM sample ORDER BY n LIMIT 1 OFFSET (SELECT 9 * (count(*) - 1) / 10 FROM sample)) AS high
    FROM sample
), about (hour, last) AS (
    SELECT max(from_hour, :hour - 14 * 24), min(to_hour, :hour + 14 * 24) FROM storm_span
    WHERE from_hour <= :hour + 14 * 24 AND to_hour >= :hour - 14 * 24 AND (SELECT days FROM known) < 3
    UNION ALL SELECT hour + 1, last FROM about WHERE hour < last
), seen AS MATERIALIZED (
    SELECT coalesce((SELECT h.forged FROM storm_hour h WHERE h.hour = about.hour AND h.target = :target), 0) AS n FROM about
), judged AS (
    SELECT days, CASE WHEN days >= 3 THEN median END AS usual,
        CASE WHEN days >= 3 THEN max(10, median + 6 * max(1.4826 * mad, sqrt(median)), 2 * high)
            WHEN (SELECT count(*) FROM seen) < 12 THEN 20
            ELSE max(20, 3 * (SELECT n FROM seen ORDER BY n LIMIT 1 OFFSET (SELECT (count(*) - 1) / 4 FROM seen))) END AS bound
    FROM known
)
SELECT h.target, h.hour, j.usual, j.bound, j.days, h.forged >= j.bound
FROM judged j CROSS JOIN storm_hour h ON h.hour = :hour AND h.target = :target
WHERE h.forged >= j.bound OR j.days < 3;
