-- A line for each incident of the last day of the evidence.
SELECT CASE kind WHEN 'takeover' THEN 'A stranger sends as ' || target || (SELECT CASE WHEN count(DISTINCT t.target) > 1 THEN printf(' and %,d more', count(DISTINCT t.target) - 1) ELSE '' END
        FROM incident_targets t WHERE t.incident_id = incidents.incident_id) ELSE 'A storm of bounces to ' || target END
    || CASE state WHEN 'running' THEN ' since ' ELSE ', from ' END || substr(local_time(starts_at), 1, 16)
    || CASE state WHEN 'running' THEN '' ELSE ' to ' || substr(local_time(ends_at), 12, 5) END || ':' || char(10) || '      ' || :unjoe || ' incident ' || incident_id
FROM incidents WHERE ends_at > seen_until - 86400
ORDER BY starts_at DESC LIMIT 3;
