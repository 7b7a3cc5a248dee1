-- What to type behind the list, and behind the dossier of :incident.
SELECT :unjoe || ' incident ' || incident_id FROM (SELECT incident_id FROM incidents WHERE :incident IS NULL
        AND (:domain IS NULL OR EXISTS (SELECT 1 FROM incident_targets t WHERE t.incident_id = incidents.incident_id AND coalesce(domain(t.target), t.target) = :domain))
    ORDER BY state = 'running' DESC, starts_at DESC, incident_id LIMIT 1)
UNION ALL
SELECT :unjoe || ' complain ' || incident_id || ' --output complaints' FROM incidents WHERE incident_id = :incident AND kind = 'backscatter';
