INSERT INTO pin (kind, value, pinned_at, configured) VALUES (:kind, :value, :now, :configured)
ON CONFLICT (kind, value) DO UPDATE SET configured = max(configured <> 0, excluded.configured);
