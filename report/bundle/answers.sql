-- What DNS said of the domains that were hit.
SELECT a.* FROM dns_answers a
WHERE EXISTS (SELECT 1 FROM incident_targets t WHERE t.incident_id = :incident AND coalesce(domain(t.target), t.target) = a.name)
    AND (:domain IS NULL OR a.name = :domain OR a.name LIKE '%.' || :domain)
ORDER BY a.name, a.type, a.at;
