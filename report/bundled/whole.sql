-- Whether the dossier may be in it: it tells of all that was hit, and of a stolen account also to whom it wrote.
SELECT (:domain IS NULL OR NOT EXISTS (SELECT 1 FROM incident_targets t WHERE t.incident_id = :incident AND coalesce(domain(t.target), t.target) <> :domain))
    AND (:full OR kind = 'backscatter')
FROM incidents WHERE incident_id = :incident;
