-- report: who bounced to us what they should have refused
-- title: Organisations that bounced
-- columns: organisation, bounces:count, share:share, hosts:number, first:day, last:day, bounce:raw
-- limit: 15
-- none: No bounce to forged mail of that time was read. Give their mailbox: unjoe ingest ~postmaster/Maildir
-- note: They accepted mail in our name that we never sent, and bounced it to us instead of refusing it.
-- range: all
-- plot: bars
-- page: 30
SELECT coalesce(bouncer, delivered_by_name, delivered_by_ip, 'not known') AS organisation, count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share,
    count(DISTINCT delivered_by_ip) AS hosts, min(arrived_at) AS first_at, max(arrived_at) AS last_at, max(bounce_id) AS bounce_id,
    count(DISTINCT forged) AS forged_addresses
FROM backscatter
WHERE arrived_at >= :since AND arrived_at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(returned_to) = :domain)
GROUP BY 1
ORDER BY bounces DESC, organisation;
