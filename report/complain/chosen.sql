-- The bounces that complaints are made of: forged mail only, whose verdict is more than a guess. :bounces and :incidents are JSON arrays; where both are empty,
-- those of a time. forgers.sql and bouncers.sql go on behind it.
WITH named_bounce (bounce_id) AS MATERIALIZED (
    SELECT value FROM json_each(:bounces)
    UNION SELECT i.bounce_id FROM json_each(:incidents) j CROSS JOIN incident_bounces i ON i.incident_id = j.value
), complained AS MATERIALIZED (
    SELECT b.* FROM backscatter b
    WHERE b.strength <> 'weak' AND (:domain IS NULL OR domain(b.returned_to) = :domain)
        AND CASE json_array_length(:bounces) + json_array_length(:incidents) WHEN 0 THEN b.arrived_at >= :since AND b.arrived_at < :until
            ELSE b.bounce_id IN (SELECT bounce_id FROM named_bounce) END
)
