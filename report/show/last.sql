-- The start of the last day of which daily totals tell something of the domain :what, up to :now; else of the last day that was read.
WITH RECURSIVE day(day) AS (
    SELECT max(day) FROM daily_count WHERE day <= local_day_number(:now)
    UNION ALL
    SELECT (SELECT max(d.day) FROM daily_count d WHERE d.day < day.day) FROM day WHERE day.day IS NOT NULL
)
SELECT coalesce((SELECT day FROM day WHERE EXISTS (SELECT 1 FROM daily_count d WHERE d.day = day.day AND d.domain = :what) LIMIT 1),
    (SELECT max(day) FROM day), local_day_number(:now)) * 86400 + 43200;
