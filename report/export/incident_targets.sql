SELECT * FROM incident_targets;
