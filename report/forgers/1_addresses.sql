-- report: where forged mail came from, and how many bouncers say so
-- title: Origins
-- columns: address, standing, bouncers:number, bounces:count, last:day, bounce:raw, what it did:long
-- limit: 25
-- none: No bounce of that time shows where forged mail came from. More of them: unjoe ingest ~postmaster/Maildir
-- note: A forger is named only where three bouncers say so that have neither organisation nor network in common; the rest is hearsay: one fake bounce could frame anyone.
-- range: all
-- Of each organisation the network that it shares with the fewest is taken: as many as are different then are unrelated for certain.
WITH said AS (
    SELECT handed_ip, bouncer, delivered_by_network AS net, count(*) AS bounces
    FROM backscatter
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
        AND handed_ip IS NOT NULL
    GROUP BY 1, 2, 3
), shared AS (
    SELECT handed_ip, bouncer, net, count(*) OVER (PARTITION BY handed_ip, net) AS sharers FROM said WHERE net IS NOT NULL AND bouncer IS NOT NULL
), own_net AS (
    SELECT handed_ip, bouncer, net, min(sharers) FROM shared GROUP BY 1, 2
), named AS (
    SELECT handed_ip, count(DISTINCT net) AS bouncers FROM own_net GROUP BY 1
), counted AS (
    SELECT b.handed_ip, count(*) AS bounces, count(DISTINCT b.forged) AS forged, min(b.arrived_at) AS first_at, max(b.arrived_at) AS last_at,
        max(b.bounce_id) AS bounce_id, max(b.handed_helo) AS helo, count(DISTINCT b.handed_helo) AS helos, max(b.handed_name) AS name,
        group_concat(DISTINCT (SELECT substr(s.name, 12) FROM signal s WHERE s.bounce_id = b.bounce_id AND s.name GLOB 'origin-spf-*')) AS spf
    FROM backscatter b
    WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host) AND (:domain IS NULL OR domain(b.returned_to) = :domain)
        AND b.handed_ip IS NOT NULL
    GROUP BY 1
)
SELECT c.handed_ip AS address, CASE WHEN n.bouncers >= 3 THEN 'named' ELSE 'hearsay' END AS standing, coalesce(n.bouncers, 0) AS bouncers, c.bounces,
    c.last_at, c.bounce_id,
    'forged ' || c.forged || CASE c.forged WHEN 1 THEN ' address' ELSE ' addresses' END || ' of ours since ' || local_day(c.first_at) || coalesce(', SPF ' || c.spf, '')
        || coalesce(', HELO ' || c.helo, '') || CASE WHEN c.helos > 1 THEN ' and ' || (c.helos - 1) || ' more' ELSE '' END AS says,
    c.forged, c.spf, c.helo, c.helos, c.name, c.first_at
FROM counted c LEFT JOIN named n ON n.handed_ip = c.handed_ip
ORDER BY coalesce(n.bouncers, 0) >= 3 DESC, c.bounces DESC, c.handed_ip;
