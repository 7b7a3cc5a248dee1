-- title: Deliveries
-- columns: status, deliveries:count, share:share, recipients:number
SELECT status, count(*) AS deliveries, count(*) * 1.0 / sum(count(*)) OVER () AS share, count(DISTINCT recipient) AS recipients
FROM deliveries
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain)
GROUP BY status
ORDER BY deliveries DESC, status;
