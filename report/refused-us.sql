-- report: mail of ours that others refuse for SPF, DKIM, DMARC or rDNS
-- title: Refused for authentication
-- columns: our domain, by, for, refused:count, deferred:count, look at, reply:long
-- limit: 20
-- none: none: nobody refused mail of ours for SPF, DKIM, DMARC or rDNS in that time
-- note: Once a recipient, from our deliveries and from bounces to mail of ours (then "look at" is a number): unjoe show QUEUE-ID, unjoe explain BOUNCE
-- page: 50
WITH ours AS (
    SELECT value FROM own_fact WHERE kind = 'domain' UNION SELECT value FROM pin WHERE kind = 'domain'
)
SELECT CASE WHEN s.ours IN (SELECT value FROM ours) OR NOT EXISTS (SELECT 1 FROM ours) THEN s.ours ELSE s.ours || ' (forwarded)' END AS domain,
    s.receiver, s.topic, sum(s.final) AS refused, sum(1 - s.final) AS deferred, s.look, s.reply, s.code, s.host, max(s.at) AS last_at, min(s.at) AS first_at
FROM refused_us s
WHERE s.at >= :since AND s.at < :until AND (:host IS NULL OR s.log_host = :host) AND (:domain IS NULL OR s.ours = :domain OR s.receiver = :domain)
GROUP BY 1, 2, 3
ORDER BY sum(s.final) DESC, sum(1 - s.final) DESC, 1, 2, 3;
