-- An incident by its id, or by one that it had.
SELECT incident_id FROM incident WHERE incident_id = :incident
UNION ALL SELECT i.incident_id FROM incident_alias a JOIN incident i ON i.incident_id = a.incident_id WHERE a.alias = :incident;
