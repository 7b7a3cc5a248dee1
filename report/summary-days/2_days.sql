-- title: By day
-- columns: day, messages:count, sent:count, deferred:count, bounced:count, rejected:count, SPF fail:count, failed logins:count
-- limit: 31
-- plot: stack
WITH total AS (
    SELECT day, class, result, n FROM day_total
    WHERE :domain IS NULL AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1)
        AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
    UNION ALL
    SELECT day, class, result, n FROM daily_count
    WHERE :domain IS NOT NULL AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1) AND domain = :domain
        AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
), named AS (
    SELECT t.day, c.word AS class, r.word AS result, t.n
    FROM total t JOIN word c ON c.word_id = t.class JOIN word r ON r.word_id = t.result
)
SELECT date(day * 86400, 'unixepoch') AS day,
    coalesce(sum(n) FILTER (WHERE class = 'message'), 0) AS messages,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result = 'sent'), 0) AS sent,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result = 'deferred'), 0) AS deferred,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result IN ('bounced', 'expired')), 0) AS bounced,
    coalesce(sum(n) FILTER (WHERE class = 'rejection' AND result = 'reject'), 0) AS rejected,
    coalesce(sum(n) FILTER (WHERE class = 'check' AND result = 'fail'), 0) AS spf_fail,
    coalesce(sum(n) FILTER (WHERE class = 'login' AND result = 'failed'), 0) AS failed_logins
FROM named GROUP BY named.day HAVING sum(n) > 0 ORDER BY named.day DESC;
