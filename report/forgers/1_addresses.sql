-- report: where forged mail came from, and how many bouncers say so
-- title: Origins
-- columns: address, standing, bouncers:number, bounces:count, last:day, bounce:raw, what it did:long
-- limit: 25
-- none: No bounce of that time shows where forged mail came from. More of them: unjoe ingest ~postmaster/Maildir
-- note: A forger is named only where three bouncers say so that have neither organisation nor network in common; the rest is hearsay: one fake bounce could frame anyone.
-- range: all
-- page: 40
-- Of each organisation the network that it shares with the fewest is taken: as many as are different then are unrelated for certain.
WITH said AS MATERIALIZED (
    SELECT handed_ip, bouncer, delivered_by_network AS net, forged, arrived_at, bounce_id, handed_helo, handed_name
    FROM backscatter
    WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
        AND handed_ip IS NOT NULL
    ORDER BY handed_ip, bouncer, net
), shared AS (
    SELECT handed_ip, bouncer, net, count(*) OVER (PARTITION BY handed_ip, net) AS sharers
    FROM said WHERE bouncer IS NOT NULL AND net IS NOT NULL GROUP BY 1, 2, 3
), own_net AS (
    SELECT handed_ip, bouncer, net, min(sharers) FROM shared GROUP BY 1, 2
), named AS (
    SELECT handed_ip, count(DISTINCT net) AS bouncers FROM own_net GROUP BY 1
), counted AS (
    SELECT handed_ip, count(*) AS bounces, count(DISTINCT forged) AS forged, min(arrived_at) AS first_at, max(arrived_at) AS last_at,
        max(bounce_id) AS bounce_id, max(handed_helo) AS helo, max(handed_helo) <> min(handed_helo) AS helos, max(handed_name) AS name
    FROM said GROUP BY 1
), known AS (
    SELECT c.*, coalesce(n.bouncers, 0) AS bouncers,
        (SELECT substr(s.name, 12) FROM signal s WHERE s.bounce_id = c.bounce_id AND s.name GLOB 'origin-spf-*') AS spf
    FROM counted c LEFT JOIN named n ON n.handed_ip = c.handed_ip
)
SELECT handed_ip AS address, CASE WHEN bouncers >= 3 THEN 'named' ELSE 'hearsay' END AS standing, bouncers, bounces, last_at, bounce_id,
    'forged ' || forged || CASE forged WHEN 1 THEN ' address' ELSE ' addresses' END || ' of ours since ' || local_day(first_at) || coalesce(', SPF ' || spf, '')
        || coalesce(', HELO ' || helo, '') || CASE WHEN helos THEN ' and others' ELSE '' END AS says,
    forged, spf, helo, name, first_at
FROM known
ORDER BY bouncers >= 3 DESC, bounces DESC, handed_ip;
