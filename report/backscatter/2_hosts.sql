-- title: Hosts that delivered them
-- columns: address, bounces:count, share:share, first:day, last:day, bounce:raw, host and how:long
-- limit: 15
-- none:
-- note: Look closer: unjoe show ADDRESS, unjoe explain BOUNCE
-- range: all
SELECT coalesce(delivered_by_ip, '-') AS address, count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share,
    min(arrived_at) AS first_at, max(arrived_at) AS last_at, max(bounce_id) AS bounce_id,
    coalesce(max(delivered_by_name) || ': ', '') || replace(group_concat(DISTINCT how || coalesce(' (' || dialect || ')', '')), ',acc', '; acc') AS how,
    max(delivered_by_name) AS host, max(bouncer) AS organisation
FROM backscatter
WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
GROUP BY delivered_by_ip
ORDER BY bounces DESC, address;
