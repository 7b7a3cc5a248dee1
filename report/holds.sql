-- title: On hold
-- columns: id, since:minute, from:minute, bounces:count
-- none: none: prune spares nothing
-- By the name that it has now, if late evidence gave it another.
SELECT coalesce(i.incident_id, h.incident_id) AS incident_id, h.held_at, i.starts_at, i.bounces
FROM incident_hold h LEFT JOIN incident_alias a ON a.alias = h.incident_id LEFT JOIN incident i ON i.incident_id = coalesce(a.incident_id, h.incident_id)
ORDER BY h.held_at, h.incident_id;
