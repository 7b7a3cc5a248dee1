-- metric: unjoe_bounces_last_day
-- type: gauge
-- help: Bounces that arrived in the last 24 hours, by the class of their verdict.
SELECT c.class, (SELECT count(*) FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
    WHERE t.arrived_at > :now - 86400 AND t.arrived_at <= :now AND v.class = c.class) AS value
FROM (SELECT 'bypass' AS class UNION ALL SELECT 'compromised' UNION ALL SELECT 'forged' UNION ALL SELECT 'genuine' UNION ALL SELECT 'not_a_bounce' UNION ALL SELECT 'unverifiable') c;
