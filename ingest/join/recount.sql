INSERT INTO daily_count (domain, day, host, class, result, detail, n)
SELECT domain, day, host, class, result, detail, sum(n) FROM recount WHERE true GROUP BY day, domain, host, class, result, detail HAVING sum(n) <> 0
ON CONFLICT (day, domain, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
INSERT INTO day_total (day, host, class, result, detail, n)
SELECT day, host, class, result, detail, sum(n) FROM recount WHERE true GROUP BY day, host, class, result, detail HAVING sum(n) <> 0
ON CONFLICT (day, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
