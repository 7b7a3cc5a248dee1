SELECT s.path FROM source_host h JOIN source s ON s.source_id = h.source_id
WHERE h.source_id <> ?1 AND h.host = ?2 AND h.first_at <= ?4 AND h.last_at >= ?3 LIMIT 1;
