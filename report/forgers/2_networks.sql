-- title: Their networks
-- columns: network, standing, bouncers:number, addresses:number, bounces:count, last:day, bounce:raw
-- limit: 15
-- none:
-- note: Look closer: unjoe show ADDRESS, unjoe explain BOUNCE
-- range: all
-- As in 1_addresses.sql.
WITH said AS MATERIALIZED (
    SELECT network(handed_ip) AS origin, handed_ip, bouncer, delivered_by_network AS net, count(*) AS bounces, min(arrived_at) AS first_at,
        max(arrived_at) AS last_at, max(bounce_id) AS bounce_id
    FROM backscatter
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
        AND handed_ip IS NOT NULL
    GROUP BY 1, 2, 3, 4
), pair AS (
    SELECT DISTINCT origin, bouncer, net FROM said WHERE net IS NOT NULL AND bouncer IS NOT NULL
), shared AS (
    SELECT origin, bouncer, net, count(*) OVER (PARTITION BY origin, net) AS sharers FROM pair
), own_net AS (
    SELECT origin, bouncer, net, min(sharers) FROM shared GROUP BY 1, 2
), named AS (
    SELECT origin, count(DISTINCT net) AS bouncers FROM own_net GROUP BY 1
)
SELECT s.origin AS network, CASE WHEN n.bouncers >= 3 THEN 'named' ELSE 'hearsay' END AS standing, coalesce(n.bouncers, 0) AS bouncers,
    count(DISTINCT s.handed_ip) AS addresses, sum(s.bounces) AS bounces, max(s.last_at) AS last_at, max(s.bounce_id) AS bounce_id, min(s.first_at) AS first_at
FROM said s LEFT JOIN named n ON n.origin = s.origin
GROUP BY s.origin
ORDER BY coalesce(n.bouncers, 0) >= 3 DESC, sum(s.bounces) DESC, s.origin;
