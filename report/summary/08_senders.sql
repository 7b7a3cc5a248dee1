-- title: Sender domains
-- columns: domain, messages:count, bytes:bytes, rejected:count
-- limit: 5
WITH seen AS (
    SELECT CASE sender WHEN '' THEN '<>' ELSE domain(sender) END AS domain, size, 1 AS message
    FROM messages
    WHERE first_at >= :since AND first_at < :until AND (:host IS NULL OR host = :host)
        AND direction IN ('in', 'out', 'relay')
    UNION ALL
    SELECT CASE sender WHEN '' THEN '<>' ELSE domain(sender) END, NULL, 0
    FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
)
SELECT domain, sum(message) AS messages, sum(size) AS bytes, sum(1 - message) AS rejected
FROM seen
WHERE domain IS NOT NULL AND (:domain IS NULL OR domain = :domain)
GROUP BY domain
ORDER BY sum(message) DESC, sum(1 - message) DESC, domain;
