-- title: By sender domain
-- columns: domain, checks:count, pass:count, fail:count, softfail:count, neutral:count, none:count, error:count, rejected:count, let in:count
-- limit: 25
-- note: let in: all the same, though fail, softfail or neutral. - is where the HELO name was checked, and the null sender.
WITH id AS MATERIALIZED (
    SELECT coalesce((SELECT word_id FROM word WHERE word = 'pass'), -1) AS pass,
        coalesce((SELECT word_id FROM word WHERE word = 'fail'), -1) AS fail,
        coalesce((SELECT word_id FROM word WHERE word = 'softfail'), -1) AS softfail,
        coalesce((SELECT word_id FROM word WHERE word = 'neutral'), -1) AS neutral,
        coalesce((SELECT word_id FROM word WHERE word = 'none'), -1) AS none_,
        coalesce((SELECT word_id FROM word WHERE word = 'permerror'), -1) AS permerror,
        coalesce((SELECT word_id FROM word WHERE word = 'temperror'), -1) AS temperror,
        coalesce((SELECT word_id FROM word WHERE word = 'reject'), -1) AS reject,
        coalesce((SELECT word_id FROM word WHERE word = 'defer'), -1) AS defer,
        coalesce((SELECT word_id FROM word WHERE word = 'accept'), -1) AS accept
)
SELECT coalesce(nullif(d.domain, ''), '-') AS domain,
    sum(n) AS checks,
    coalesce(sum(n) FILTER (WHERE result = (SELECT pass FROM id)), 0) AS pass,
    coalesce(sum(n) FILTER (WHERE result = (SELECT fail FROM id)), 0) AS fail,
    coalesce(sum(n) FILTER (WHERE result = (SELECT softfail FROM id)), 0) AS softfail,
    coalesce(sum(n) FILTER (WHERE result = (SELECT neutral FROM id)), 0) AS neutral,
    coalesce(sum(n) FILTER (WHERE result = (SELECT none_ FROM id)), 0) AS none,
    coalesce(sum(n) FILTER (WHERE (result = (SELECT permerror FROM id) OR result = (SELECT temperror FROM id))), 0) AS error,
    coalesce(sum(n) FILTER (WHERE (detail = (SELECT reject FROM id) OR detail = (SELECT defer FROM id))), 0) AS rejected,
    coalesce(sum(n) FILTER (WHERE detail = (SELECT accept FROM id) AND (result = (SELECT fail FROM id) OR result = (SELECT softfail FROM id) OR result = (SELECT neutral FROM id))), 0) AS let_in
FROM daily_count d
WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.class = (SELECT word_id FROM word WHERE word = 'check')
    AND (:host IS NULL OR d.host = (SELECT word_id FROM word WHERE word = :host)) AND (:domain IS NULL OR d.domain = :domain)
GROUP BY d.domain HAVING sum(n) > 0 ORDER BY checks DESC, d.domain;
