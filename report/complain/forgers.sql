-- Origins on which three bouncers agree that have neither organisation nor network in common (report/forgers/1_addresses.sql).
, said AS MATERIALIZED (
    SELECT b.handed_ip, b.bouncer, b.delivered_by_network AS net, b.forged, b.bounce_id, b.handed_name, coalesce(b.handed_at, b.arrived_at) AS at
    FROM complained b WHERE network(b.handed_ip) IS NOT NULL
), shared AS (
    SELECT handed_ip, bouncer, net, count(*) OVER (PARTITION BY handed_ip, net) AS sharers
    FROM said WHERE bouncer IS NOT NULL AND net IS NOT NULL GROUP BY 1, 2, 3
), own_net AS (
    SELECT handed_ip, bouncer, net, min(sharers) FROM shared GROUP BY 1, 2
), named AS (
    SELECT handed_ip FROM own_net GROUP BY 1 HAVING count(DISTINCT net) >= 3
)
SELECT o.ip, o.organisation, o.address, domain(o.address) AS domain, o.bounces, o.addresses, o.first_at, o.last_at, o.bounce_id,
    (SELECT substr(g.name, 12) FROM signal g WHERE g.bounce_id = o.bounce_id AND g.name IN ('origin-spf-fail', 'origin-spf-softfail')) AS spf,
    (SELECT a.data FROM dns_answer a WHERE a.name = domain(o.address) AND a.type = 'TXT' AND a.data LIKE 'v=spf1%' AND instr(a.data, char(10)) = 0
        ORDER BY a.at DESC LIMIT 1) AS record
FROM (
    SELECT s.handed_ip AS ip, organisation(max(s.handed_name)) AS organisation, (SELECT f.forged FROM said f WHERE f.handed_ip = s.handed_ip ORDER BY f.bounce_id LIMIT 1) AS address, count(*) AS bounces,
        count(DISTINCT s.forged) AS addresses, min(s.at) AS first_at, max(s.at) AS last_at, min(s.bounce_id) AS bounce_id
    FROM named n CROSS JOIN said s ON s.handed_ip = n.handed_ip
    GROUP BY s.handed_ip) o
ORDER BY o.bounces DESC, o.ip;
