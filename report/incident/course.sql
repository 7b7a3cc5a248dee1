SELECT at, n, refused FROM incident_minutes WHERE incident_id = :incident ORDER BY at;
