INSERT OR FAIL INTO day_total (day, host, class, result, detail, n) SELECT a, b, c, d, e, sum(n) FROM gathered WHERE true GROUP BY a, b, c, d, e
ON CONFLICT (day, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
