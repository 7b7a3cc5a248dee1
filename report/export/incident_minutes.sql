SELECT * FROM incident_minutes;
