-- report: long times: SPF checks by day and domain
-- title: SPF checks by day
-- columns: day, pass:count, fail:count, softfail:count, neutral:count, none:count, error:count, rejected:count
-- limit: 31
-- plot: stack
WITH total AS (
    SELECT day, class, result, detail, n FROM day_total
    WHERE :domain IS NULL AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1)
        AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
    UNION ALL
    SELECT day, class, result, detail, n FROM daily_count
    WHERE :domain IS NOT NULL AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1) AND domain = :domain
        AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
), named AS (
    SELECT t.day, c.word AS class, r.word AS result, a.word AS action, t.n
    FROM total t JOIN word c ON c.word_id = t.class JOIN word r ON r.word_id = t.result LEFT JOIN word a ON a.word_id = t.detail AND c.word = 'check'
)
SELECT date(day * 86400, 'unixepoch') AS day,
    coalesce(sum(n) FILTER (WHERE result = 'pass'), 0) AS pass,
    coalesce(sum(n) FILTER (WHERE result = 'fail'), 0) AS fail,
    coalesce(sum(n) FILTER (WHERE result = 'softfail'), 0) AS softfail,
    coalesce(sum(n) FILTER (WHERE result = 'neutral'), 0) AS neutral,
    coalesce(sum(n) FILTER (WHERE result = 'none'), 0) AS none,
    coalesce(sum(n) FILTER (WHERE result IN ('permerror', 'temperror')), 0) AS error,
    coalesce(sum(n) FILTER (WHERE action IN ('reject', 'defer')), 0) AS rejected
FROM named WHERE class = 'check' GROUP BY named.day HAVING sum(n) > 0 ORDER BY named.day DESC;
