INSERT INTO silence (host, hour, seconds) VALUES (:host, :hour, :seconds)
ON CONFLICT (host, hour) DO UPDATE SET seconds = excluded.seconds WHERE excluded.seconds > seconds;
