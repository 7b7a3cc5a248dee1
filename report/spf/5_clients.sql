-- title: Clients that failed
-- columns: address, fail:count, softfail:count, error:count, rejected:count, accepted:count, HELO
-- limit: 20
SELECT client_ip, sum(result = 'fail') AS fail, sum(result = 'softfail') AS softfail,
    sum(result IN ('permerror', 'temperror')) AS error, sum(action IS 'reject' OR action IS 'defer') AS rejected,
    sum(action IS 'accept') AS accepted, max(helo) AS helo, min(at) AS first_at, max(at) AS last_at,
    count(DISTINCT domain(sender)) AS domains
FROM spf_checks
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    AND result IN ('fail', 'softfail', 'permerror', 'temperror') AND client_ip IS NOT NULL
    AND (:domain IS NULL OR domain(sender) = :domain OR lower(helo) = :domain)
GROUP BY client_ip
ORDER BY count(*) DESC, client_ip;
