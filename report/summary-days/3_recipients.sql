-- title: Recipient domains
-- columns: domain, sent:count, deferred:count, bounced:count
-- limit: 15
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'sent'), -1) AS sent,
        coalesce((SELECT word_id FROM word WHERE word = 'deferred'), -1) AS deferred,
        coalesce((SELECT word_id FROM word WHERE word = 'bounced'), -1) AS bounced,
        coalesce((SELECT word_id FROM word WHERE word = 'expired'), -1) AS expired
)
SELECT coalesce(nullif(d.domain, ''), '-') AS domain,
    coalesce(sum(n) FILTER (WHERE result = (SELECT sent FROM id)), 0) AS sent,
    coalesce(sum(n) FILTER (WHERE result = (SELECT deferred FROM id)), 0) AS deferred,
    coalesce(sum(n) FILTER (WHERE (result = (SELECT bounced FROM id) OR result = (SELECT expired FROM id))), 0) AS bounced,
    min(d.day) * 86400 + 43200 AS first_at,
    max(d.day) * 86400 + 43200 AS last_at
FROM daily_count d
WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.class = (SELECT word_id FROM word WHERE word = 'delivery')
    AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
GROUP BY d.domain HAVING sum(n) > 0 ORDER BY sum(n) DESC, d.domain;
