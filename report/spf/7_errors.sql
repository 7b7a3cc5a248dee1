-- title: Broken records and failed lookups
-- columns: checks:count, result, domain, reason:long
-- limit: 30
SELECT count(*) AS checks, result,
    CASE WHEN identity = 'helo' THEN lower(helo) ELSE coalesce(domain(sender), lower(helo)) END AS domain, reason,
    sum(action IS 'reject') AS rejected, min(at) AS first_at, max(at) AS last_at, count(DISTINCT client_ip) AS clients
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND result IN ('permerror', 'temperror')
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY result, 3, reason
ORDER BY result, checks DESC, domain, reason;
