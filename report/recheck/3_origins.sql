-- title: Origins of bounces
-- columns: origin, in the name of, bounces:count, said then, then, now, by:long
-- limit: 20
-- none:
SELECT ip AS origin, domain, sum(bounces) AS bounces, max(logged) AS logged, then_result, now_result, mechanism, max(at) AS last_at
FROM rechecks WHERE bounces > 0 AND at >= :since AND at < :until AND (:domain IS NULL OR domain = :domain)
GROUP BY ip, domain, then_result, now_result ORDER BY sum(bounces) DESC, ip;
