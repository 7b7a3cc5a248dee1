-- title: By day
-- columns: day, messages:number, sent:count, deferred:count, bounced:count, rejected:count, SPF fail:number, failed logins:number
-- limit: 31
-- plot: stack
SELECT date(day * 86400, 'unixepoch') AS day,
    coalesce(sum(n) FILTER (WHERE class = 'message'), 0) AS messages,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result = 'sent'), 0) AS sent,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result = 'deferred'), 0) AS deferred,
    coalesce(sum(n) FILTER (WHERE class = 'delivery' AND result IN ('bounced', 'expired')), 0) AS bounced,
    coalesce(sum(n) FILTER (WHERE class = 'rejection' AND result = 'reject'), 0) AS rejected,
    coalesce(sum(n) FILTER (WHERE class = 'check' AND result = 'fail'), 0) AS spf_fail,
    coalesce(sum(n) FILTER (WHERE class = 'login' AND result = 'failed'), 0) AS failed_logins
FROM day_sum
WHERE whole = (:domain IS NULL) AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1)
    AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain = :domain)
GROUP BY day_sum.day HAVING sum(n) > 0 ORDER BY day_sum.day DESC;
