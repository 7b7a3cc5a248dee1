-- title: Incident
SELECT * FROM incidents WHERE incident_id = :incident;
