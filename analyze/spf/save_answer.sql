INSERT INTO dns_answer (name, type, at, seen_at, ttl, status, data) VALUES (:name, :type, :at, :seen_at, :ttl, :status, :data)
ON CONFLICT DO UPDATE SET seen_at = :seen_at, ttl = :ttl, status = :status, data = :data WHERE :seen_at >= seen_at;
