-- The bounces to trace, each by the first of its arrivals. (Run by trace.c.)
SELECT b.bounce_id, a.arrival_id, a.arrived_at, b.reporting_mta, b.message_id
FROM dirty d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id
CROSS JOIN arrival a ON a.arrival_id = (
    SELECT o.arrival_id FROM arrival o WHERE o.bounce_id = b.bounce_id ORDER BY o.arrived_at, o.whole LIMIT 1);
