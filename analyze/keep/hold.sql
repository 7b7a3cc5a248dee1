INSERT OR IGNORE INTO incident_hold (incident_id, held_at) VALUES (:incident, :now);
