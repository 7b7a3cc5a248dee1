-- title: Let in all the same
-- columns: domain, fail:count, softfail:count, neutral:count, clients:number, last:minute
-- limit: 20
SELECT CASE WHEN identity = 'helo' THEN lower(helo) ELSE coalesce(domain(sender), lower(helo)) END AS domain,
    sum(result = 'fail') AS fail, sum(result = 'softfail') AS softfail, sum(result = 'neutral') AS neutral,
    count(DISTINCT client_ip) AS clients, max(at) AS last_at
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND action IS 'accept' AND result IN ('fail', 'softfail', 'neutral')
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY 1
ORDER BY sum(result = 'fail') DESC, sum(result = 'softfail') DESC, count(*) DESC, domain;
