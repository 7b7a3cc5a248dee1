-- Incidents that begin with :prefix, the latest first.
SELECT incident_id FROM incidents WHERE incident_id >= :prefix AND incident_id < :prefix || char(1114111) ORDER BY starts_at DESC LIMIT 200;
