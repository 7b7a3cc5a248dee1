SELECT * FROM incident_tallies;
