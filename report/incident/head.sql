-- For the head of the dossier, the chart and the bars in it.
SELECT starts_at, ends_at, kind, target FROM incidents WHERE incident_id = :incident;
