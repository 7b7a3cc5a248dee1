INSERT INTO source_host (source_id, host, first_at, last_at, lines, silence)
VALUES (:source_id, :host, :first_at, :last_at, :lines, :silence)
ON CONFLICT (source_id, host) DO UPDATE SET lines = lines + excluded.lines,
    silence = max(silence, excluded.silence),
    first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
