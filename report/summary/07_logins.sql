-- title: Logins
-- columns: result, logins:count, users:number, clients:number
SELECT CASE ok WHEN 1 THEN 'ok' ELSE 'failed' END AS result, count(*) AS logins, count(DISTINCT user) AS users,
    count(DISTINCT client_ip) AS clients
FROM logins
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(user) = :domain)
GROUP BY ok
ORDER BY ok DESC;
