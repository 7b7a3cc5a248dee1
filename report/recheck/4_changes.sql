-- title: Changed in DNS
-- columns: by:minute, domain, what, from:long
-- limit: 20
-- none:
SELECT at AS changed_at, domain, what, coalesce(before, 'nothing') || ' -> ' || coalesce(after, 'nothing') AS change, before, after
FROM dns_changes WHERE at >= :since AND at < :until AND (:domain IS NULL OR domain = :domain)
ORDER BY domain IN (SELECT value FROM own WHERE kind = 'domain') DESC, at DESC, domain, what;
