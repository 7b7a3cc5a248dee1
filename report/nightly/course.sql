-- Bounces of forged mail, and mail from <> that nobody asked for, by the minute; of many days by ten.
SELECT arrived_at / iif(:until - :since > 172800, 600, 60) * iif(:until - :since > 172800, 600, 60) AS at, count(*) AS n FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
WHERE t.arrived_at >= :since AND t.arrived_at < :until AND v.class = 'forged' GROUP BY 1
UNION ALL
SELECT at / iif(:until - :since > 172800, 600, 60) * iif(:until - :since > 172800, 600, 60), count(*) FROM null_judged WHERE at >= :since AND at < :until AND class = 'forged' GROUP BY 1;
