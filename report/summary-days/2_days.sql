-- title: By day
-- columns: day, messages:count, sent:count, deferred:count, bounced:count, rejected:count, SPF fail:count, failed logins:count
-- limit: 31
-- plot: stack
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'message'), -1) AS message,
        coalesce((SELECT word_id FROM word WHERE word = 'delivery'), -1) AS delivery,
        coalesce((SELECT word_id FROM word WHERE word = 'rejection'), -1) AS rejection,
        coalesce((SELECT word_id FROM word WHERE word = 'check'), -1) AS spf,
        coalesce((SELECT word_id FROM word WHERE word = 'login'), -1) AS login,
        coalesce((SELECT word_id FROM word WHERE word = 'sent'), -1) AS sent,
        coalesce((SELECT word_id FROM word WHERE word = 'deferred'), -1) AS deferred,
        coalesce((SELECT word_id FROM word WHERE word = 'bounced'), -1) AS bounced,
        coalesce((SELECT word_id FROM word WHERE word = 'expired'), -1) AS expired,
        coalesce((SELECT word_id FROM word WHERE word = 'reject'), -1) AS reject,
        coalesce((SELECT word_id FROM word WHERE word = 'fail'), -1) AS fail,
        coalesce((SELECT word_id FROM word WHERE word = 'failed'), -1) AS failed
)
SELECT date(d.day * 86400, 'unixepoch') AS day,
    coalesce(sum(n) FILTER (WHERE class = (SELECT message FROM id)), 0) AS messages,
    coalesce(sum(n) FILTER (WHERE class = (SELECT delivery FROM id) AND result = (SELECT sent FROM id)), 0) AS sent,
    coalesce(sum(n) FILTER (WHERE class = (SELECT delivery FROM id) AND result = (SELECT deferred FROM id)), 0) AS deferred,
    coalesce(sum(n) FILTER (WHERE class = (SELECT delivery FROM id) AND (result = (SELECT bounced FROM id) OR result = (SELECT expired FROM id))), 0) AS bounced,
    coalesce(sum(n) FILTER (WHERE class = (SELECT rejection FROM id) AND result = (SELECT reject FROM id)), 0) AS rejected,
    coalesce(sum(n) FILTER (WHERE class = (SELECT spf FROM id) AND result = (SELECT fail FROM id)), 0) AS spf_fail,
    coalesce(sum(n) FILTER (WHERE class = (SELECT login FROM id) AND result = (SELECT failed FROM id)), 0) AS failed_logins
FROM daily_count d
WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1)
    AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
GROUP BY d.day HAVING sum(n) > 0 ORDER BY d.day DESC;
