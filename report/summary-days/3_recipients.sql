-- title: Recipient domains
-- columns: domain, sent:count, deferred:count, bounced:count
-- limit: 15
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'sent'), -1) AS sent,
        coalesce((SELECT word_id FROM word WHERE word = 'deferred'), -1) AS deferred,
        coalesce((SELECT word_id FROM word WHERE word = 'bounced'), -1) AS bounced,
        coalesce((SELECT word_id FROM word WHERE word = 'expired'), -1) AS expired
), day AS (
    -- Day by day first, in the order of the key: what is sorted by domain is then a third of it.
    SELECT d.day, d.domain,
        sum(n) FILTER (WHERE result = (SELECT sent FROM id)) AS sent,
        sum(n) FILTER (WHERE result = (SELECT deferred FROM id)) AS deferred,
        sum(n) FILTER (WHERE (result = (SELECT bounced FROM id) OR result = (SELECT expired FROM id))) AS bounced,
        sum(n) AS n
    FROM daily_count d
    WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.class = (SELECT word_id FROM word WHERE word = 'delivery')
        AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
    GROUP BY d.day, d.domain
)
SELECT coalesce(nullif(day.domain, ''), '-') AS domain,
    coalesce(sum(sent), 0) AS sent,
    coalesce(sum(deferred), 0) AS deferred,
    coalesce(sum(bounced), 0) AS bounced,
    min(day.day) * 86400 + 43200 AS first_at,
    max(day.day) * 86400 + 43200 AS last_at
FROM day GROUP BY day.domain HAVING sum(n) > 0 ORDER BY sum(n) DESC, day.domain;
