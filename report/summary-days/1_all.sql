-- report: long times: totals by day and domain
-- title: In all
-- columns: what, , n:count, share:share
WITH placed AS (
    SELECT n, CASE class
        WHEN 'message' THEN CASE result WHEN 'client' THEN 10 WHEN 'login' THEN 11 WHEN 'pickup' THEN 12 WHEN 'notice' THEN 13 ELSE 14 END
        WHEN 'delivery' THEN CASE result WHEN 'sent' THEN 20 WHEN 'deferred' THEN 21 WHEN 'bounced' THEN 22 WHEN 'expired' THEN 22 ELSE 23 END
        WHEN 'rejection' THEN CASE WHEN result = 'reject' AND detail BETWEEN 400 AND 499 THEN 31 WHEN result = 'reject' THEN 30 END
        WHEN 'check' THEN CASE result WHEN 'pass' THEN 40 WHEN 'fail' THEN 41 WHEN 'softfail' THEN 42 WHEN 'neutral' THEN 43 WHEN 'none' THEN 44 ELSE 45 END
        WHEN 'login' THEN CASE result WHEN 'ok' THEN 50 ELSE 51 END END AS place
    FROM day_sum
    WHERE whole = (:domain IS NULL) AND day >= local_day_number(:since) AND day <= local_day_number(:until - 1)
        AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain = :domain)
), line(place, what, kind) AS (VALUES
    (10, 'messages', 'from clients'), (11, 'messages', 'from logins'), (12, 'messages', 'written here'), (13, 'messages', 'bounces and reports written here'), (14, 'messages', 'other'),
    (20, 'deliveries', 'sent'), (21, 'deliveries', 'deferred'), (22, 'deliveries', 'bounced or expired'), (23, 'deliveries', 'other'),
    (30, 'rejections', 'for good'), (31, 'rejections', 'for now (4xx)'),
    (40, 'SPF checks', 'pass'), (41, 'SPF checks', 'fail'), (42, 'SPF checks', 'softfail'), (43, 'SPF checks', 'neutral'), (44, 'SPF checks', 'none'), (45, 'SPF checks', 'error'),
    (50, 'logins', 'ok'), (51, 'logins', 'failed')
), summed AS (
    SELECT place, sum(n) AS n FROM placed WHERE place IS NOT NULL GROUP BY place
)
SELECT what, kind, n, n * 1.0 / sum(n) OVER (PARTITION BY what) AS share FROM summed JOIN line USING (place) WHERE n > 0 ORDER BY place;
