-- title: Sender addresses
-- columns: address, messages:count, bytes:bytes, rejected:count, clients:number
-- limit: 25
WITH seen AS (
    SELECT sender, client_ip, size, 1 AS message
    FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host) AND direction IN ('in', 'out', 'relay')
    UNION ALL
    SELECT sender, client_ip, NULL, 0
    FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
)
SELECT CASE sender WHEN '' THEN '<>' ELSE sender END AS sender, sum(message) AS messages, sum(size) AS bytes,
    sum(1 - message) AS rejected, count(DISTINCT client_ip) AS clients
FROM seen
WHERE sender IS NOT NULL AND (:domain IS NULL OR domain(sender) = :domain)
GROUP BY 1
ORDER BY sum(message) DESC, sum(1 - message) DESC, 1;
