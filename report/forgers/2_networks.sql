-- title: Their networks
-- columns: network, standing, bouncers:number, addresses:number, bounces:count, last:day, bounce:raw
-- limit: 15
-- none:
-- note: Look closer: unjoe show ADDRESS, unjoe explain BOUNCE
-- range: all
-- As in 1_addresses.sql.
WITH said AS MATERIALIZED (
    SELECT network(handed_ip) AS origin, bouncer, delivered_by_network AS net, count(*) AS bounces, min(arrived_at) AS first_at,
        max(arrived_at) AS last_at, max(bounce_id) AS bounce_id
    FROM backscatter
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
        AND handed_ip IS NOT NULL
    GROUP BY 1, 2, 3
), shared AS (
    SELECT origin, bouncer, net, count(*) OVER (PARTITION BY origin, net) AS sharers FROM said WHERE bouncer IS NOT NULL AND net IS NOT NULL
), own_net AS (
    SELECT origin, bouncer, net, min(sharers) FROM shared GROUP BY 1, 2
), named AS (
    SELECT origin, count(DISTINCT net) AS bouncers FROM own_net GROUP BY 1
), held AS (
    SELECT network(handed_ip) AS origin, count(DISTINCT handed_ip) AS addresses
    FROM backscatter
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
        AND handed_ip IS NOT NULL
    GROUP BY 1
)
SELECT s.origin AS network, CASE WHEN n.bouncers >= 3 THEN 'named' ELSE 'hearsay' END AS standing, coalesce(n.bouncers, 0) AS bouncers,
    h.addresses, sum(s.bounces) AS bounces, max(s.last_at) AS last_at, max(s.bounce_id) AS bounce_id, min(s.first_at) AS first_at
FROM said s LEFT JOIN named n ON n.origin = s.origin LEFT JOIN held h ON h.origin = s.origin
GROUP BY s.origin
ORDER BY coalesce(n.bouncers, 0) >= 3 DESC, sum(s.bounces) DESC, s.origin;
