-- title: How
-- columns: dialect, bounces:count, share:share, organisations:number, bounce:raw, how
-- limit: 20
-- none:
-- range: all
SELECT coalesce(dialect, '-') AS dialect, count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share, count(DISTINCT bouncer) AS organisations,
    max(bounce_id) AS bounce_id, how
FROM backscatter
WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
GROUP BY dialect, how
ORDER BY bounces DESC, dialect, how;
