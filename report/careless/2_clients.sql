-- title: Who sends
-- columns: domain, client, checks:count, result, let in:count, HELO
-- limit: 25
-- none:
SELECT domain(c.sender) AS domain, c.client_ip AS client, count(*) AS checks, c.result, sum(coalesce(c.action = 'accept', c.mail_id IS NOT NULL AND c.rejection_id IS NULL)) AS let_in,
    coalesce(c.helo, '-') AS helo, max(c.at) AS last_at
FROM spf_checks c
WHERE c.at >= :since AND c.at < :until AND c.result IN ('fail', 'softfail', 'permerror') AND c.identity IS NOT 'helo' AND domain(c.sender) IS NOT NULL
    AND domain(c.sender) NOT IN (SELECT value FROM own WHERE kind = 'domain') AND (:domain IS NULL OR domain(c.sender) = :domain)
GROUP BY 1, 2, helo, c.result ORDER BY count(*) DESC, 1, 2, helo;
