-- title: SPF checks
-- columns: result, checks:count, share:share, rejected:count, accepted:count
SELECT result, count(*) AS checks, count(*) * 1.0 / sum(count(*)) OVER () AS share,
    sum(action IS 'reject' OR action IS 'defer') AS rejected, sum(action IS 'accept') AS accepted
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY result
ORDER BY checks DESC, result;
