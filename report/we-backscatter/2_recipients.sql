-- title: To whom
-- columns: domain, notices:count, sent:count, addresses:number, last:minute, notice
-- limit: 15
-- none:
SELECT coalesce(domain(recipient), '-') AS domain, count(*) AS notices, sum(sent) AS sent, count(DISTINCT lower(recipient)) AS addresses,
    max(at) AS last_at, max(queue_id) AS notice, count(DISTINCT client_ip) AS clients, min(at) AS first_at
FROM notices
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain OR domain(failed) = :domain)
    AND to_stranger AND kind <> 'delivery status'
GROUP BY 1
ORDER BY notices DESC, domain;
