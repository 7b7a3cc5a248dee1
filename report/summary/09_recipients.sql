-- title: Recipient domains
-- columns: domain, sent:count, deferred:count, bounced:count, rejected:count
-- limit: 5
WITH seen AS (
    SELECT domain(recipient) AS domain, status
    FROM deliveries
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
    UNION ALL
    SELECT domain(recipient), 'rejected'
    FROM rejections
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host)
)
SELECT domain, sum(status = 'sent') AS sent, sum(status = 'deferred') AS deferred, sum(status IN ('bounced', 'expired')) AS bounced,
    sum(status = 'rejected') AS rejected
FROM seen
WHERE domain IS NOT NULL AND (:domain IS NULL OR domain = :domain)
GROUP BY domain
ORDER BY count(*) DESC, domain;
