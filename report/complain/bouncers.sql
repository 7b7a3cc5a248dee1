-- Hosts that brought us bounces of forged mail. That they did is our own observation; their name is one that our host confirmed.
SELECT b.delivered_by_ip AS ip, organisation(max(b.delivered_by_name)) AS organisation, max(b.forged) AS address, domain(max(b.forged)) AS domain, count(*) AS bounces,
    count(DISTINCT b.forged) AS addresses, min(b.arrived_at) AS first_at, max(b.arrived_at) AS last_at, min(b.bounce_id) AS bounce_id, NULL AS spf, NULL AS record
FROM complained b
WHERE network(b.delivered_by_ip) IS NOT NULL AND NOT is_private(b.delivered_by_ip)
    AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('network', 'outgoing') AND in_network(b.delivered_by_ip, o.value))
GROUP BY b.delivered_by_ip ORDER BY count(*) DESC, b.delivered_by_ip;
