-- metric: unjoe_bounces
-- type: gauge
-- help: Bounces in the database, by kind and by the class of their verdict.
SELECT kind, class, count(*) AS value FROM judged GROUP BY 1, 2 ORDER BY 1, 2;
