-- What daily totals tell of the domain :what, of all days.
WITH RECURSIVE day(day) AS (
    SELECT max(day) FROM daily_count
    UNION ALL
    SELECT (SELECT max(d.day) FROM daily_count d WHERE d.day < day.day) FROM day WHERE day.day IS NOT NULL
)
SELECT CASE c.word WHEN 'message' THEN 'messages from it' WHEN 'delivery' THEN 'deliveries to it, ' || r.word WHEN 'rejection' THEN 'refused from it' WHEN 'check' THEN 'SPF ' || r.word
        ELSE 'logins in it, ' || r.word END AS what, sum(d.n) AS n, min(d.day) * 86400 + 43200 AS first_day_at, max(d.day) * 86400 + 43200 AS last_day_at
FROM day CROSS JOIN daily_count d ON d.day = day.day AND d.domain = :what JOIN word c ON c.word_id = d.class JOIN word r ON r.word_id = d.result
GROUP BY 1 HAVING sum(d.n) > 0 ORDER BY n DESC, 1;
