DELETE FROM incident_hold
WHERE incident_id = :incident OR incident_id IN (SELECT alias FROM incident_alias WHERE incident_id = :incident);
