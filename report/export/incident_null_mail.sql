SELECT * FROM incident_null_mail;
