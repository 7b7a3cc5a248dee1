-- Everything that has to do with the login name :what.
WITH hours AS MATERIALIZED (SELECT hour FROM hour), hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM hours CROSS JOIN mail ON hour_key(first_at, sasl_user) = hour_key(hour * 3600, :what) WHERE sasl_user = :what COLLATE NOCASE
    UNION ALL SELECT 'login', login_id, at, host FROM hours CROSS JOIN login ON hour_key(at, user) = hour_key(hour * 3600, :what) WHERE user = :what COLLATE NOCASE
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE t.bounce_id IN (SELECT bounce_id FROM verdict WHERE account = :what COLLATE NOCASE)
    UNION ALL SELECT 'incident', incident_id, starts_at, NULL FROM incident WHERE target = :what COLLATE NOCASE
)
