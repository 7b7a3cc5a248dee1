-- For the head of the dossier, the chart and the bars in it.
SELECT starts_at, ends_at, kind = 'takeover' AS takeover, CASE kind WHEN 'takeover' THEN 'A stranger sent as ' ELSE 'Storm of bounces to ' END || target
    || CASE WHEN kind = 'takeover' AND others > 0 THEN printf(' and %,d more', others) ELSE '' END AS title
FROM (SELECT *, (SELECT count(DISTINCT t.target) - 1 FROM incident_targets t WHERE t.incident_id = i.incident_id) AS others FROM incidents i) WHERE incident_id = :incident;
