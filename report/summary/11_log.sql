-- title: Log of this time
-- columns: host, from:minute, to:minute, covered:share, lines dropped:count
-- limit: 10
-- none: none
SELECT host, max(min(from_at), :since) AS from_at, min(max(to_at), :until) AS to_at,
    sum(min(to_at + 1, :until) - max(from_at, :since)) * 1.0 / (:until - :since) AS covered,
    coalesce((SELECT sum(lines) FROM holes o WHERE o.host = c.host AND o.from_at < :until AND o.to_at > :since), 0) AS dropped
FROM coverage c
WHERE from_at < :until AND to_at >= :since AND (:host IS NULL OR host = :host)
GROUP BY host
ORDER BY host;
