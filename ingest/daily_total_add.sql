INSERT OR FAIL INTO day_total (day, host, class, result, detail, n) SELECT a, b, c, d, e, n FROM gathered WHERE true
ON CONFLICT (day, host, class, result, detail) DO UPDATE SET n = n + excluded.n;
