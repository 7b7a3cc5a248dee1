-- title: What would decide the unverifiable
-- columns: bounces:count, share:share, bounce:raw, missing:prose
-- limit: 10
-- none:
-- note: One for many alike: unjoe explain BOUNCE
-- range: all
SELECT count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share, max(b.bounce_id) AS bounce_id, coalesce(max(b.missing), 'not known') AS missing,
    min(b.arrived_at) AS first_at, max(b.arrived_at) AS last_at
FROM judged b
WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host)
    AND (:domain IS NULL OR domain(b.returned_to) = :domain) AND b.class = 'unverifiable'
GROUP BY shape(b.missing)
ORDER BY bounces DESC, missing;
