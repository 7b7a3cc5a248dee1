-- The incidents that :what may mean, the best first: fits says how well.
WITH fit (incident_id, fits) AS (
    SELECT incident_id, 1 FROM incidents WHERE incident_id = :what
    UNION ALL SELECT incident_id, 2 FROM incident_aliases WHERE alias = :what AND incident_id IS NOT NULL
    UNION ALL SELECT incident_id, 3 FROM (SELECT incident_id FROM incidents WHERE :what = 'last' ORDER BY starts_at DESC, incident_id LIMIT 1)
    UNION ALL SELECT incident_id, 4 FROM incidents WHERE substr(incident_id, 1, length(:what)) = :what
    UNION ALL SELECT incident_id, 4 FROM incident_aliases WHERE substr(alias, 1, length(:what)) = :what AND incident_id IS NOT NULL
    UNION ALL SELECT incident_id, 5 FROM incident_targets WHERE target = lower(:what)
)
SELECT incident_id FROM fit WHERE fits = (SELECT min(fits) FROM fit) GROUP BY incident_id ORDER BY incident_id;
