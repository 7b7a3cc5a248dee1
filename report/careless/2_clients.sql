-- title: Who sends
-- columns: domain, client, HELO, checks:count, result, let in:count, last:minute
-- limit: 25
-- none:
SELECT domain(c.sender) AS domain, c.client_ip AS client, coalesce(c.helo, '-') AS helo, count(*) AS checks, c.result, sum(c.action IS 'accept') AS let_in, max(c.at) AS last_at
FROM spf_checks c
WHERE c.at >= :since AND c.at < :until AND c.result IN ('fail', 'softfail', 'permerror') AND c.identity IS NOT 'helo' AND domain(c.sender) IS NOT NULL
    AND domain(c.sender) NOT IN (SELECT value FROM own WHERE kind = 'domain') AND (:domain IS NULL OR domain(c.sender) = :domain)
GROUP BY 1, 2, 3, c.result ORDER BY count(*) DESC, 1, 2, 3;
