-- What the log of a time lacks, the longest first.
SELECT host, max(from_at, :since) AS from_at, min(to_at, :until) AS to_at, reason, lines
FROM holes
WHERE from_at < :until AND to_at > :since AND (:host IS NULL OR host = :host)
ORDER BY min(to_at, :until) - max(from_at, :since) DESC, from_at;
