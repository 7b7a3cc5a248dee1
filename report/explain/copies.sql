-- Where the copies of the bounce :bounce were read, first the one that is told of.
SELECT a.source_id, a.position, a.file
FROM arrival a JOIN trace t ON t.bounce_id = a.bounce_id
WHERE a.bounce_id = :bounce
ORDER BY a.arrival_id <> t.arrival_id, a.arrived_at DESC, a.arrival_id
LIMIT 32;
