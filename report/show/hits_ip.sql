-- Everything that has to do with the IP address :what. (A plus keeps SQLite from putting the constant into hour_key().)
WITH hours AS MATERIALIZED (SELECT hour FROM hour), hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM hours CROSS JOIN mail ON hour_key(first_at, client_ip) = hour_key(hour * 3600, :what) WHERE +client_ip = :what
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM hours CROSS JOIN rejection ON hour_key(at, client_ip) = hour_key(hour * 3600, :what) WHERE +client_ip = :what
    UNION ALL SELECT 'SPF check', check_id, at, host FROM hours CROSS JOIN spf_check ON hour_key(at, client_ip) = hour_key(hour * 3600, :what) WHERE +client_ip = :what
    UNION ALL SELECT 'login', login_id, at, host FROM hours CROSS JOIN login ON hour_key(at, client_ip) = hour_key(hour * 3600, :what) WHERE +client_ip = :what
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, m.host FROM hours CROSS JOIN delivery d ON hour_key(d.at, d.relay_ip) = hour_key(hour * 3600, :what) JOIN mail m USING (part_id) WHERE d.relay_ip IS NOT NULL AND +d.relay_ip = :what
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE +t.handed_ip = :what OR t.delivered_by_ip = :what OR t.origin_ip = :what
    UNION ALL SELECT 'incident', incident_id, starts_at, NULL FROM incident
        WHERE target = :what OR incident_id IN (SELECT incident_id FROM incident_tally WHERE what = 'origin' AND value = :what)
)
