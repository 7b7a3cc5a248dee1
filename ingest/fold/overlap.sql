-- The other sources that have lines of a host in a span of time, and from when to when.
SELECT s.path, h.first_at, h.last_at FROM source_host h JOIN source s ON s.source_id = h.source_id
WHERE h.source_id <> ?1 AND h.host = ?2 AND h.first_at <= ?4 AND h.last_at >= ?3
ORDER BY h.first_at, h.source_id;
