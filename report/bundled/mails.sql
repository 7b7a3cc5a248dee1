-- Where the bounces lie, one copy of each, in the order in which they are fetched: a copy that came to the same domain, since one that came to another is its own.
SELECT a.source_id, a.position, iif(a.file IS NULL, NULL, s.path) AS folder, a.file, a.whole, a.arrived_at, min(a.arrival_id)
FROM incident_bounces i CROSS JOIN bounces b ON b.bounce_id = i.bounce_id CROSS JOIN arrival a ON a.bounce_id = i.bounce_id AND domain(a.returned_to) IS domain(b.returned_to)
    JOIN source s ON s.source_id = a.source_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(b.returned_to) = :domain)
GROUP BY i.bounce_id
ORDER BY 1, 2, 7;
