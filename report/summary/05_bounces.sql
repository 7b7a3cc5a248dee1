-- title: Bounces read, and whose fault
-- columns: class, bounces:count, share:share, senders:number, addresses:number
-- none:
-- note: Look closer: unjoe report bounces, backscatter, forgers, forged
SELECT b.class, count(*) AS bounces, count(*) * 1.0 / sum(count(*)) OVER () AS share, count(DISTINCT b.bouncer) AS senders, count(DISTINCT lower(b.returned_to)) AS addresses
FROM judged b
WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host)
    AND (:domain IS NULL OR domain(b.returned_to) = :domain) AND b.class <> 'not_a_bounce'
GROUP BY b.class
ORDER BY bounces DESC, b.class;
