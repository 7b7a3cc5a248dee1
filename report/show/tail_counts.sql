-- How many there are of each kind.
SELECT kind, count(*) AS n, min(at) AS first_at, max(at) AS last_at
FROM hit
WHERE at >= :since AND at < :until AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
GROUP BY kind
ORDER BY n DESC, kind;
