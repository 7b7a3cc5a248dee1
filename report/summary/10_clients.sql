-- title: Clients
-- columns: address, messages:count, rejected:count, failed logins:count, name
-- limit: 10
WITH seen AS (
    SELECT client_ip, client_name, 1 AS message, 0 AS rejected, 0 AS login
    FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host)
        AND direction IN ('in', 'out', 'relay') AND (:domain IS NULL OR domain(sender) = :domain)
    UNION ALL
    SELECT client_ip, client_name, 0, 1, 0
    FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
        AND (:domain IS NULL OR domain(sender) = :domain OR domain(recipient) = :domain)
    UNION ALL
    SELECT client_ip, client_name, 0, 0, 1
    FROM logins
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
        AND ok = 0 AND (:domain IS NULL OR domain(user) = :domain)
)
SELECT client_ip, sum(message) AS messages, sum(rejected) AS rejected, sum(login) AS failed_logins, max(client_name) AS client_name
FROM seen
WHERE client_ip IS NOT NULL
GROUP BY client_ip
ORDER BY count(*) DESC, client_ip;
