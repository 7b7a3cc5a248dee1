-- What of a stream was read since streams were last put together, by host (ingest/join.c empties it).
INSERT INTO seam (source_id, host, first_at, last_at) VALUES (:source_id, :host, :first_at, :last_at)
ON CONFLICT (source_id, host) DO UPDATE SET first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
