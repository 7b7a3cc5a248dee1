-- report: SPF checks by result, domain and client; broken records
-- title: SPF checks by result
-- columns: result, checks:count, rejected:count, deferred:count, accepted:count, not told:count
-- note: accepted: by SPF, perhaps refused later. not told: the line does not say.
-- page: 70
SELECT result, count(*) AS checks, sum(action IS 'reject') AS rejected, sum(action IS 'defer') AS deferred,
    sum(action IS 'accept') AS accepted, sum(action IS NULL OR action NOT IN ('reject', 'defer', 'accept')) AS not_told,
    count(*) * 1.0 / sum(count(*)) OVER () AS share,
    count(DISTINCT CASE WHEN identity = 'helo' THEN lower(helo) ELSE coalesce(domain(sender), lower(helo)) END) AS domains
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY result
ORDER BY checks DESC, result;
