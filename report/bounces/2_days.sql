-- title: Bounces over time
-- columns: day, forged:count, genuine:count, compromised:count, bypass:count, unverifiable:count
-- limit: 14
-- none:
-- range: all
-- plot: stack
-- page: 20
SELECT local_day(b.arrived_at) AS day, sum(b.class = 'forged') AS forged, sum(b.class = 'genuine') AS genuine, sum(b.class = 'compromised') AS compromised,
    sum(b.class = 'bypass') AS bypass, sum(b.class = 'unverifiable') AS unverifiable, max(b.bounce_id) AS bounce_id
FROM judged b
WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host)
    AND (:domain IS NULL OR domain(b.returned_to) = :domain) AND b.class <> 'not_a_bounce'
GROUP BY 1
ORDER BY day DESC;
