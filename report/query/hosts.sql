-- query: Mail servers that sent bounces and auto-replies to us
-- show: show
-- rows: server, address, bounces:count, forged:count, genuine:count, last:minute, addresses:number, organisation, first:minute
SELECT coalesce(name, ip) AS host, ip, bounces, forged, genuine, last_at, addresses, organisation, first_at, unverifiable
-- count: servers:count, bounces:count, forged:count
count(*) AS servers, sum(bounces) AS bounces, sum(forged) AS forged
-- from
FROM (
    SELECT t.delivered_by_name AS name, t.delivered_by_ip AS ip, max(t.bouncer) AS organisation, count(*) AS bounces, count(CASE v.class WHEN 'forged' THEN 1 END) AS forged,
        count(CASE v.class WHEN 'genuine' THEN 1 END) AS genuine, count(CASE v.class WHEN 'unverifiable' THEN 1 END) AS unverifiable, count(DISTINCT t.sender) AS addresses,
        min(t.arrived_at) AS first_at, max(t.arrived_at) AS last_at
    FROM trace t LEFT JOIN verdict v ON v.bounce_id = t.bounce_id
    WHERE t.arrived_at >= :since AND t.arrived_at < :until AND t.delivered_by_ip IS NOT NULL
    GROUP BY t.delivered_by_ip, t.delivered_by_name
)
WHERE true
-- order
ORDER BY bounces DESC, host
-- free
coalesce(name, '') || ' ' || ip || ' ' || coalesce(organisation, '')
-- term host: its name
name
-- term ip, network: its address
ip
-- term network: its /24 or /64
network(ip)
-- term organisation: that bounced
organisation
-- term domain: of its name
organisation(name)
-- term bounces, number: that came from it
bounces
-- term forged, number: that answer mail which we did not send
forged
-- term genuine, number: that answer mail of ours
genuine
-- term addresses, number: of ours, whose mail it answered
addresses
