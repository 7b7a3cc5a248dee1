INSERT INTO guess_day (account, day, n) VALUES (?1, ?2, ?7) ON CONFLICT (account, day) DO UPDATE SET n = n + excluded.n;
