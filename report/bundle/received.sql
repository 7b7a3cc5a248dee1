-- The Received lines: of the returned mail (arrival empty), and of the bounce, but for copies of it that came to another domain.
SELECT h.bounce_id, h.arrival, h.n, h.helo, h.client_name, h.client_ip, h.stamped_by, h.stamped_by_ip, h.protocol, h.queue_id, iif(:full, h.recipient, NULL) AS recipient, h.at
FROM incident_bounces i CROSS JOIN bounces b ON b.bounce_id = i.bounce_id CROSS JOIN bounce_hops h ON h.bounce_id = b.bounce_id
WHERE i.incident_id = :incident AND (:domain IS NULL OR domain(b.returned_to) = :domain)
    AND (h.arrival IS NULL OR EXISTS (SELECT 1 FROM arrival a WHERE a.arrival_id = h.arrival AND domain(a.returned_to) IS domain(b.returned_to)))
ORDER BY b.arrived_at, b.bounce_id, h.arrival, h.n;
