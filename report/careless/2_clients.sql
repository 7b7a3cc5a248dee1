-- title: Who sends
-- columns: domain, client, checks:count, result, let in:count, HELO
-- limit: 25
-- none:
WITH failed AS (
    SELECT domain(coalesce(c.sender, j.sender)) AS domain, c.client_ip AS client, c.result, coalesce(c.helo, j.helo, '-') AS helo, c.at,
        coalesce(c.action = (SELECT word_id FROM word WHERE word = 'accept'), c.part_id IS NOT NULL AND c.rejection_id IS NULL) AS let_in
    FROM spf_check c LEFT JOIN rejection j ON j.rejection_id = c.rejection_id
    WHERE c.at >= :since AND c.at < :until AND c.result IN (SELECT word_id FROM word WHERE word IN ('fail', 'softfail', 'permerror'))
        AND c.identity IS NOT (SELECT word_id FROM word WHERE word = 'helo')
), counted AS (
    SELECT domain, client, count(*) AS checks, result, sum(let_in) AS let_in, helo, max(at) AS last_at
    FROM failed
    WHERE domain IS NOT NULL AND domain NOT IN (SELECT value FROM own WHERE kind = 'domain') AND (:domain IS NULL OR domain = :domain)
    GROUP BY domain, client, helo, result
)
SELECT c.domain, c.client, c.checks, r.word AS result, c.let_in, c.helo, c.last_at
FROM counted c JOIN word r ON r.word_id = c.result ORDER BY c.checks DESC, c.domain, c.client, c.helo, r.word;
