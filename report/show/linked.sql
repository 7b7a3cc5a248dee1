-- The messages that the message :mail_id was made of, or that were made of it: notices, hops through a filter, the next host of ours.
WITH RECURSIVE ago(hours) AS (
    SELECT 0 UNION ALL SELECT hours + 1 FROM ago WHERE hours < 30 * 24  -- as long as a message may stay in a queue
), me AS (
    SELECT part_id, host, queue_id, first_at, last_at, origin_queue_id FROM mail WHERE part_id = :mail_id
    UNION SELECT part_id, host, queue_id, first_at, last_at, origin_queue_id FROM mail WHERE joined = :mail_id
), found(part_id) AS (
    SELECT c.part_id
    FROM me JOIN link l ON l.queue_id = me.queue_id AND l.host = me.host AND l.at BETWEEN me.first_at - 60 AND me.last_at + 60
        CROSS JOIN ago CROSS JOIN mail c ON hour_key(c.first_at, c.queue_id) = hour_key(l.at + 60 - hours * 3600, l.child_queue_id)
            AND c.queue_id = l.child_queue_id AND c.host = l.host AND l.at BETWEEN c.first_at - 60 AND c.last_at + 60
    UNION
    SELECT p.part_id
    FROM me JOIN link l ON l.child_queue_id = me.queue_id AND l.host = me.host AND l.at BETWEEN me.first_at - 60 AND me.last_at + 60
        CROSS JOIN ago CROSS JOIN mail p ON hour_key(p.first_at, p.queue_id) = hour_key(l.at + 60 - hours * 3600, l.queue_id)
            AND p.queue_id = l.queue_id AND p.host = l.host AND l.at BETWEEN p.first_at - 60 AND p.last_at + 60
    UNION
    SELECT n.part_id
    FROM me JOIN delivery d ON d.part_id = me.part_id
        CROSS JOIN ago CROSS JOIN mail n ON hour_key(n.first_at, n.queue_id) = hour_key(d.at + 300 - hours * 3600, d.remote_queue_id)
            AND n.queue_id = d.remote_queue_id AND d.at BETWEEN n.first_at - 300 AND n.last_at + 300
    UNION
    SELECT d.part_id
    FROM me CROSS JOIN delivery d ON d.at BETWEEN me.first_at - 300 AND me.first_at + 3600 AND +d.remote_queue_id = me.queue_id
    UNION
    SELECT o.part_id
    FROM me CROSS JOIN ago CROSS JOIN mail o ON hour_key(o.first_at, o.queue_id) = hour_key(me.first_at + 300 - hours * 3600, me.origin_queue_id)
        AND o.queue_id = me.origin_queue_id AND me.first_at BETWEEN o.first_at - 300 AND o.last_at + 3600
    UNION
    SELECT n.part_id
    FROM me CROSS JOIN mail n ON n.first_at BETWEEN me.first_at - 300 AND me.last_at + 3600 AND +n.origin_queue_id = me.queue_id
)
SELECT DISTINCT coalesce(m.joined, m.part_id) AS mail_id
FROM found JOIN mail m USING (part_id)
WHERE coalesce(m.joined, m.part_id) <> :mail_id;
