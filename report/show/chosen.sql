-- How many there are of each kind; in the last row the newest :limit of all, as JSON. Comes behind a hits_*.sql, which is so gone through once.
, kept AS MATERIALIZED (
    SELECT kind, id, at FROM hit
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = (SELECT word_id FROM word WHERE word = :host))
)
SELECT kind, count(*) AS n, min(at) AS first_at, max(at) AS last_at, NULL AS chosen FROM kept GROUP BY kind
UNION ALL
SELECT NULL, -1, NULL, NULL, (SELECT json_group_array(json_array(kind, id)) FROM (SELECT kind, id FROM kept ORDER BY at DESC, id DESC LIMIT :limit))
ORDER BY n DESC, kind;
