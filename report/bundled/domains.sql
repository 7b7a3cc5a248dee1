-- The domains that were hit, the most first: each may be of another customer. An account that names no domain is nobody's of them.
SELECT coalesce(domain(t.target), t.target) AS domain
FROM incidents i CROSS JOIN incident_targets t ON t.incident_id = i.incident_id AND (i.kind = 'backscatter' OR t.target LIKE '%@%')
WHERE i.incident_id = :incident
GROUP BY 1 ORDER BY sum(t.bounces) DESC, 1;
