-- Everything that has to do with the addresses of the network :what, from :since until :until, in the log from :log_since: no index serves this but those
-- of time.
WITH hit(kind, id, at, host) AS (
    SELECT 'mail', part_id, first_at, host FROM mail WHERE first_at >= :log_since AND first_at < :until AND in_network(client_ip, :what)
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM rejection WHERE at >= :log_since AND at < :until AND in_network(client_ip, :what)
    UNION ALL SELECT 'SPF check', check_id, at, host FROM spf_check WHERE at >= :log_since AND at < :until AND in_network(client_ip, :what)
    UNION ALL SELECT 'login', login_id, at, host FROM login WHERE at >= :log_since AND at < :until AND in_network(client_ip, :what)
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, m.host FROM delivery d JOIN mail m USING (part_id) WHERE d.at >= :log_since AND d.at < :until AND in_network(d.relay_ip, :what)
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE t.arrived_at >= :since AND t.arrived_at < :until
            AND (in_network(t.handed_ip, :what) OR in_network(t.delivered_by_ip, :what) OR in_network(t.origin_ip, :what))
    UNION ALL SELECT 'incident', incident_id, starts_at, NULL FROM incident
        WHERE in_network(target, :what) OR incident_id IN (SELECT incident_id FROM incident_tally WHERE what = 'origin' AND in_network(value, :what))
)
