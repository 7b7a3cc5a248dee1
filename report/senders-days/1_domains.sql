-- report: long times: sender domains by daily totals
-- title: Sender domains
-- columns: domain, messages:count, rejected:count, SPF pass:count, fail:count, softfail:count, first:day, last:day
-- limit: 25
-- note: <> is the null sender, and where there is no domain.
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'message'), -1) AS message,
        coalesce((SELECT word_id FROM word WHERE word = 'rejection'), -1) AS rejection,
        coalesce((SELECT word_id FROM word WHERE word = 'check'), -1) AS spf,
        coalesce((SELECT word_id FROM word WHERE word = 'reject'), -1) AS reject,
        coalesce((SELECT word_id FROM word WHERE word = 'pass'), -1) AS pass,
        coalesce((SELECT word_id FROM word WHERE word = 'fail'), -1) AS fail,
        coalesce((SELECT word_id FROM word WHERE word = 'softfail'), -1) AS softfail
)
SELECT CASE d.domain WHEN '' THEN '<>' ELSE d.domain END AS domain,
    coalesce(sum(n) FILTER (WHERE class = (SELECT message FROM id)), 0) AS messages,
    coalesce(sum(n) FILTER (WHERE class = (SELECT rejection FROM id) AND result = (SELECT reject FROM id)), 0) AS rejected,
    coalesce(sum(n) FILTER (WHERE class = (SELECT spf FROM id) AND result = (SELECT pass FROM id)), 0) AS spf_pass,
    coalesce(sum(n) FILTER (WHERE class = (SELECT spf FROM id) AND result = (SELECT fail FROM id)), 0) AS spf_fail,
    coalesce(sum(n) FILTER (WHERE class = (SELECT spf FROM id) AND result = (SELECT softfail FROM id)), 0) AS spf_softfail,
    min(d.day) * 86400 + 43200 AS first_at,
    max(d.day) * 86400 + 43200 AS last_at
FROM daily_count d
WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.class IN (SELECT word_id FROM word WHERE word IN ('message', 'rejection', 'check'))
    AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
GROUP BY d.domain HAVING sum(n) > 0 ORDER BY messages DESC, rejected DESC, sum(n) DESC, d.domain;
