-- title: By sender domain
-- columns: domain, checks:count, pass:count, fail:count, softfail:count, neutral:count, none:count, error:count
-- limit: 20
SELECT CASE WHEN identity = 'helo' THEN lower(helo) ELSE coalesce(domain(sender), lower(helo)) END AS domain, count(*) AS checks,
    sum(result = 'pass') AS pass, sum(result = 'fail') AS fail, sum(result = 'softfail') AS softfail,
    sum(result = 'neutral') AS neutral, sum(result = 'none') AS none, sum(result IN ('permerror', 'temperror')) AS error
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY 1
ORDER BY checks DESC, domain;
