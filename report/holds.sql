-- title: On hold
-- columns: id, since:minute, from:minute, bounces:count
-- none: none: prune spares nothing
SELECT h.incident_id, h.held_at, i.starts_at, i.bounces FROM incident_hold h LEFT JOIN incident i ON i.incident_id = h.incident_id ORDER BY h.held_at, h.incident_id;
