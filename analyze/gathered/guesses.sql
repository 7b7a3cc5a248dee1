INSERT OR FAIL INTO guess_day (account, day, n) SELECT text, a, n FROM gathered WHERE true
ON CONFLICT (account, day) DO UPDATE SET n = n + excluded.n;
