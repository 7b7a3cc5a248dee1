-- report: long times: SPF checks by day and domain
-- title: SPF checks over time
-- columns: day, pass:count, fail:count, softfail:count, neutral:count, none:count, error:count, rejected:count
-- limit: 31
-- plot: stack
SELECT date(day * 86400, 'unixepoch') AS day,
    coalesce(sum(n) FILTER (WHERE result = 'pass'), 0) AS pass,
    coalesce(sum(n) FILTER (WHERE result = 'fail'), 0) AS fail,
    coalesce(sum(n) FILTER (WHERE result = 'softfail'), 0) AS softfail,
    coalesce(sum(n) FILTER (WHERE result = 'neutral'), 0) AS neutral,
    coalesce(sum(n) FILTER (WHERE result = 'none'), 0) AS none,
    coalesce(sum(n) FILTER (WHERE result IN ('permerror', 'temperror')), 0) AS error,
    coalesce(sum(n) FILTER (WHERE action IN ('reject', 'defer')), 0) AS rejected
FROM day_sum
WHERE whole = (:domain IS NULL) AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1)
    AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain = :domain) AND class = 'check'
GROUP BY day_sum.day HAVING sum(n) > 0 ORDER BY day_sum.day DESC;
