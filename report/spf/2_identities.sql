-- title: By identity
-- columns: checked, checks:count, pass:count, fail:count, softfail:count, neutral:count, none:count, error:count
SELECT coalesce(identity, 'unknown') AS identity, count(*) AS checks, sum(result = 'pass') AS pass, sum(result = 'fail') AS fail,
    sum(result = 'softfail') AS softfail, sum(result = 'neutral') AS neutral, sum(result = 'none') AS none,
    sum(result IN ('permerror', 'temperror')) AS error
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY 1
ORDER BY checks DESC, identity;
