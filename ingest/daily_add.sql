INSERT INTO daily_count (domain, day, host, class, result, detail, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
ON CONFLICT (day, domain, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
