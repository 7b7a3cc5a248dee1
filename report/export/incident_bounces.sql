SELECT * FROM incident_bounces;
