-- needs: dirty
-- The bounces to trace, each by the first of its arrivals, with their Received lines: of what came back (0) and of that arrival, the topmost
-- first. (Run by trace.c.)
SELECT b.bounce_id, a.arrival_id, a.arrived_at, b.reporting_mta, b.message_id, coalesce(nullif(b.quoted_sender, ''), a.returned_to) AS made,
    h.arrival_id, h.at, h.helo, h.client_name, h.client_ip, h.stamped_by, h.stamped_by_ip, h.protocol, h.queue_id, x.n IS NOT NULL,
    (SELECT loop FROM world) AND EXISTS (SELECT 1 FROM at_home m WHERE m.ip = h.client_ip AND m.organisation = organisation(h.stamped_by))
FROM dirty d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id
CROSS JOIN arrival a ON a.arrival_id = (
    SELECT o.arrival_id FROM arrival o
    WHERE o.bounce_id = b.bounce_id
        AND NOT EXISTS (SELECT 1 FROM arrival e WHERE e.bounce_id = o.bounce_id AND e.arrival_id <> o.arrival_id AND (e.arrived_at, e.whole) < (o.arrived_at, o.whole)))
LEFT JOIN hop h ON h.bounce_id = b.bounce_id AND +h.arrival_id IN (0, a.arrival_id)
LEFT JOIN second_mx x ON x.bounce_id = h.bounce_id AND x.n = h.n AND h.arrival_id = 0
ORDER BY d.bounce_id, h.arrival_id, h.n;
