-- metric: unjoe_bounces
-- type: gauge
-- help: Bounces in the database, by kind and by the class of their verdict.
SELECT b.kind, v.class, count(*) AS value FROM bounces b JOIN verdicts v USING (bounce_id) GROUP BY 1, 2 ORDER BY 1, 2;
