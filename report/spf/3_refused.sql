-- title: Refused for SPF
-- columns: domain, rejected:count, clients:number, result, last:minute
-- limit: 20
SELECT CASE WHEN identity = 'helo' THEN lower(helo) ELSE coalesce(domain(sender), lower(helo)) END AS domain,
    count(*) AS rejected, count(DISTINCT client_ip) AS clients, result, max(at) AS last_at
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND action IN ('reject', 'defer')
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY 1, result
ORDER BY rejected DESC, domain, result;
