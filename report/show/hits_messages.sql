-- Everything about the messages whose numbers are in the JSON array :ids.
WITH part AS (
    SELECT part_id, host, queue_id, first_at, last_at FROM mail WHERE part_id IN (SELECT value FROM json_each(:ids))
    UNION SELECT part_id, host, queue_id, first_at, last_at FROM mail WHERE joined IN (SELECT value FROM json_each(:ids))
), hit(kind, id, at, host) AS (
    SELECT 'mail', m.part_id, m.first_at, m.host FROM part JOIN mail m USING (part_id) WHERE m.joined IS NULL OR m.joined = m.part_id
    UNION ALL SELECT 'delivery', d.delivery_id, d.at, part.host FROM part JOIN delivery d USING (part_id)
    UNION ALL SELECT 'rejection', rejection_id, at, host FROM rejection
        WHERE at BETWEEN (SELECT min(first_at) - 60 FROM part) AND (SELECT max(last_at) + 60 FROM part) AND part_id IN (SELECT part_id FROM part)
    UNION ALL SELECT 'SPF check', check_id, at, host FROM spf_check
        WHERE at BETWEEN (SELECT min(first_at) - 60 FROM part) AND (SELECT max(last_at) + 60 FROM part) AND part_id IN (SELECT part_id FROM part)
    UNION ALL SELECT DISTINCT 'link', l.link_id, l.at, l.host FROM part JOIN link l USING (queue_id)
        WHERE l.host = part.host AND l.at BETWEEN part.first_at - 60 AND part.last_at + 60
    UNION ALL SELECT 'bounce', t.bounce_id, t.arrived_at, (SELECT m.host FROM mail m WHERE m.part_id = t.arrival_part_id)
        FROM trace t WHERE t.bounce_id IN (
            SELECT v.bounce_id FROM part JOIN verdict v ON v.original_part_id = part.part_id
            UNION SELECT a.bounce_id FROM part JOIN trace a ON a.arrival_part_id = part.part_id)
)
