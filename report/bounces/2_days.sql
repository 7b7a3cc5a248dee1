-- title: By day
-- columns: day, forged:count, genuine:count, compromised:count, bypass:count, unverifiable:count
-- limit: 14
-- none:
-- range: all
-- plot: stack
-- page: 20
SELECT local_day(b.arrived_at) AS day, sum(v.class = 'forged') AS forged, sum(v.class = 'genuine') AS genuine, sum(v.class = 'compromised') AS compromised,
    sum(v.class = 'bypass') AS bypass, sum(v.class = 'unverifiable') AS unverifiable, max(b.bounce_id) AS bounce_id
FROM bounces b JOIN verdict v ON v.bounce_id = b.bounce_id
WHERE b.arrived_at >= :since AND b.arrived_at < :until AND (:host IS NULL OR b.host = :host)
    AND (:domain IS NULL OR domain(b.returned_to) = :domain) AND v.class <> 'not_a_bounce'
GROUP BY 1
ORDER BY day DESC;
