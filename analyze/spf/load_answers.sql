SELECT name, type, at, seen_at, ttl, status, data FROM dns_answer WHERE name = :name ORDER BY type, at;
