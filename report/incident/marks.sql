-- The events that are drawn, in the order of their numbers in 03_course.sql.
SELECT e.at, e.text
FROM incidents i CROSS JOIN events e ON e.at BETWEEN i.starts_at - 2 * 3600 AND i.ends_at + 3 * 3600
WHERE i.incident_id = :incident
    AND (e.domain IS NULL OR e.domain IN (SELECT coalesce(domain(t.target), t.target) FROM incident_targets t WHERE t.incident_id = i.incident_id))
ORDER BY e.at, e.event_id;
