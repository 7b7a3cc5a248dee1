-- report: what you noted, and changes of DNS that were seen
-- title: Events
-- columns: event:raw, time:minute, domain, what:long
-- limit: 50
-- none: none; note what you do: unjoe event add "published -all" --domain example.com
-- range: all
SELECT event_id, at, domain, text, kind
FROM events
WHERE at >= :since AND at < :until AND (:domain IS NULL OR domain IS NULL OR domain = :domain)
ORDER BY at DESC, event_id DESC;
