SELECT name, type, at, seen_at, ttl, status, data FROM dns_answer ORDER BY name, type, at;
