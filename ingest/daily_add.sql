INSERT OR FAIL INTO daily_count (domain, day, host, class, result, detail, n) SELECT text, a, b, c, d, e, n FROM gathered WHERE true
ON CONFLICT (day, domain, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
