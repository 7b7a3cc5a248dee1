-- report: long times: totals by day and domain
-- title: In all
-- columns: what, , n:count, share:share
-- A pass for each class; a GROUP BY would sort what are millions of rows in a year.
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'client'), -1) AS client,
        coalesce((SELECT word_id FROM word WHERE word = 'login'), -1) AS login,
        coalesce((SELECT word_id FROM word WHERE word = 'pickup'), -1) AS pickup,
        coalesce((SELECT word_id FROM word WHERE word = 'notice'), -1) AS notice,
        coalesce((SELECT word_id FROM word WHERE word = 'sent'), -1) AS sent,
        coalesce((SELECT word_id FROM word WHERE word = 'deferred'), -1) AS deferred,
        coalesce((SELECT word_id FROM word WHERE word = 'bounced'), -1) AS bounced,
        coalesce((SELECT word_id FROM word WHERE word = 'expired'), -1) AS expired,
        coalesce((SELECT word_id FROM word WHERE word = 'reject'), -1) AS reject,
        coalesce((SELECT word_id FROM word WHERE word = 'pass'), -1) AS pass,
        coalesce((SELECT word_id FROM word WHERE word = 'fail'), -1) AS fail,
        coalesce((SELECT word_id FROM word WHERE word = 'softfail'), -1) AS softfail,
        coalesce((SELECT word_id FROM word WHERE word = 'neutral'), -1) AS neutral,
        coalesce((SELECT word_id FROM word WHERE word = 'none'), -1) AS none_,
        coalesce((SELECT word_id FROM word WHERE word = 'ok'), -1) AS ok,
        coalesce((SELECT word_id FROM word WHERE word = 'failed'), -1) AS failed
), total AS NOT MATERIALIZED (
    SELECT d.class, d.result, d.detail, d.n FROM daily_count d
    WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1)
        AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
), message_sum AS MATERIALIZED (
    SELECT sum(n) FILTER (WHERE result = (SELECT client FROM id)) AS n1,
        sum(n) FILTER (WHERE result = (SELECT login FROM id)) AS n2,
        sum(n) FILTER (WHERE result = (SELECT pickup FROM id)) AS n3,
        sum(n) FILTER (WHERE result = (SELECT notice FROM id)) AS n4,
        sum(n) FILTER (WHERE NOT (result = (SELECT client FROM id) OR result = (SELECT login FROM id) OR result = (SELECT pickup FROM id) OR result = (SELECT notice FROM id))) AS n5
    FROM total WHERE class = (SELECT word_id FROM word WHERE word = 'message')
), delivery_sum AS MATERIALIZED (
    SELECT sum(n) FILTER (WHERE result = (SELECT sent FROM id)) AS n1,
        sum(n) FILTER (WHERE result = (SELECT deferred FROM id)) AS n2,
        sum(n) FILTER (WHERE (result = (SELECT bounced FROM id) OR result = (SELECT expired FROM id))) AS n3,
        sum(n) FILTER (WHERE NOT (result = (SELECT sent FROM id) OR result = (SELECT deferred FROM id) OR result = (SELECT bounced FROM id) OR result = (SELECT expired FROM id))) AS n4
    FROM total WHERE class = (SELECT word_id FROM word WHERE word = 'delivery')
), rejection_sum AS MATERIALIZED (
    SELECT sum(n) FILTER (WHERE result = (SELECT reject FROM id) AND detail NOT BETWEEN 400 AND 499) AS n1,
        sum(n) FILTER (WHERE result = (SELECT reject FROM id) AND detail BETWEEN 400 AND 499) AS n2
    FROM total WHERE class = (SELECT word_id FROM word WHERE word = 'rejection')
), check_sum AS MATERIALIZED (
    SELECT sum(n) FILTER (WHERE result = (SELECT pass FROM id)) AS n1,
        sum(n) FILTER (WHERE result = (SELECT fail FROM id)) AS n2,
        sum(n) FILTER (WHERE result = (SELECT softfail FROM id)) AS n3,
        sum(n) FILTER (WHERE result = (SELECT neutral FROM id)) AS n4,
        sum(n) FILTER (WHERE result = (SELECT none_ FROM id)) AS n5,
        sum(n) FILTER (WHERE NOT (result = (SELECT pass FROM id) OR result = (SELECT fail FROM id) OR result = (SELECT softfail FROM id) OR result = (SELECT neutral FROM id) OR result = (SELECT none_ FROM id))) AS n6
    FROM total WHERE class = (SELECT word_id FROM word WHERE word = 'check')
), login_sum AS MATERIALIZED (
    SELECT sum(n) FILTER (WHERE result = (SELECT ok FROM id)) AS n1,
        sum(n) FILTER (WHERE result = (SELECT failed FROM id)) AS n2
    FROM total WHERE class = (SELECT word_id FROM word WHERE word = 'login')
), line(place, what, kind, n) AS (
    SELECT 10, 'messages', 'from clients', n1 FROM message_sum
    UNION ALL SELECT 11, 'messages', 'from logins', n2 FROM message_sum
    UNION ALL SELECT 12, 'messages', 'written here', n3 FROM message_sum
    UNION ALL SELECT 13, 'messages', 'bounces and reports written here', n4 FROM message_sum
    UNION ALL SELECT 14, 'messages', 'other', n5 FROM message_sum
    UNION ALL SELECT 20, 'deliveries', 'sent', n1 FROM delivery_sum
    UNION ALL SELECT 21, 'deliveries', 'deferred', n2 FROM delivery_sum
    UNION ALL SELECT 22, 'deliveries', 'bounced or expired', n3 FROM delivery_sum
    UNION ALL SELECT 23, 'deliveries', 'other', n4 FROM delivery_sum
    UNION ALL SELECT 30, 'rejections', 'for good', n1 FROM rejection_sum
    UNION ALL SELECT 31, 'rejections', 'for now (4xx)', n2 FROM rejection_sum
    UNION ALL SELECT 40, 'SPF checks', 'pass', n1 FROM check_sum
    UNION ALL SELECT 41, 'SPF checks', 'fail', n2 FROM check_sum
    UNION ALL SELECT 42, 'SPF checks', 'softfail', n3 FROM check_sum
    UNION ALL SELECT 43, 'SPF checks', 'neutral', n4 FROM check_sum
    UNION ALL SELECT 44, 'SPF checks', 'none', n5 FROM check_sum
    UNION ALL SELECT 45, 'SPF checks', 'error', n6 FROM check_sum
    UNION ALL SELECT 50, 'logins', 'ok', n1 FROM login_sum
    UNION ALL SELECT 51, 'logins', 'failed', n2 FROM login_sum
)
SELECT what, kind, n, n * 1.0 / sum(n) OVER (PARTITION BY what) AS share FROM line WHERE n > 0 ORDER BY place;
