-- For the head of the dossier, the chart and the bars in it.
SELECT starts_at, ends_at, kind = 'takeover' AS takeover, CASE kind WHEN 'takeover' THEN 'A stranger sent as ' ELSE 'Storm of bounces to ' END || target AS title
FROM incidents WHERE incident_id = :incident;
