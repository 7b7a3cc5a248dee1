-- needs: dirty fit
-- other-queue-id: the relay to which we delivered that message stamped its line with another queue id of the same kind than it gave to our delivery, and
-- took it from an address that is not known for ours: it is another mail with our message's name. (Each host of a house calls it otherwise: where a line below
-- names what our delivery was given, only the queue id of that relay itself is another one.)
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'other-queue-id', p.queue_id || ', and to us it said ' || d.remote_queue_id, l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours IN (0, 3)
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n AND p.queue_id IS NOT NULL
CROSS JOIN fit f ON f.bounce_id = t.bounce_id AND f.delivery_id IS NOT NULL
CROSS JOIN delivery d ON d.delivery_id = f.delivery_id AND d.remote_queue_id IS NOT NULL
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE organisation(p.stamped_by) = organisation(d.relay_host) AND shape(p.queue_id) = shape(d.remote_queue_id)
    AND abs(length(p.queue_id) - length(d.remote_queue_id)) <= 2
    AND (lower(p.stamped_by) = lower(d.relay_host) OR NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name = 'id-below'))
    AND NOT EXISTS (
        SELECT 1 FROM hop o CROSS JOIN carried c ON c.part_id = f.part_id AND c.remote_queue_id = o.queue_id
        WHERE o.bounce_id = t.bounce_id AND o.arrival_id = 0 AND o.n <= t.handed_n)
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = f.bounce_id AND s.name IN ('remote-queue-id', 'our-handover', 'relay-handover'))
ORDER BY f.bounce_id, d.at DESC, d.recipient;
-- Or it came from an address that is neither ours nor the relay's, and none of its lines, believed or not, names what the relays called our message, which
-- a second forwarder would have kept. (Nothing follows where the relay's own line bears no queue id: not all of them write it down.)
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'other-queue-id', 'no line names ' || min(d.remote_queue_id), l.source_id, l.position
FROM dirty CROSS JOIN signal s ON s.bounce_id = dirty.bounce_id AND s.name = 'replayed' AND s.detail LIKE 'taken from %'
CROSS JOIN fit f ON f.bounce_id = s.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id AND d.sent = 1 AND d.relay_ip IS NOT NULL
CROSS JOIN mail l ON l.part_id = f.part_id
WHERE f.birth NOT IN ('foreign', 'unknown')
GROUP BY f.bounce_id
HAVING count(*) = count(d.remote_queue_id)
    AND max(EXISTS (SELECT 1 FROM hop r WHERE r.bounce_id = f.bounce_id AND r.arrival_id = 0 AND r.queue_id IS NULL AND organisation(r.stamped_by) = organisation(d.relay_host))) = 0
    AND NOT EXISTS (
    SELECT 1 FROM hop o CROSS JOIN fit g ON g.bounce_id = f.bounce_id CROSS JOIN carried c ON c.part_id = g.part_id AND c.remote_queue_id = o.queue_id
    WHERE o.bounce_id = f.bounce_id AND o.arrival_id = 0);
-- other-time: by our log the bouncing organisation itself had taken our message over, at another time than it stamped on this one: half an hour is more
-- than clocks differ, and each delivery of ours is one that it may mean.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'other-time', strftime('%Y-%m-%d %H:%M', t.handed_at, 'unixepoch') || strftime(' UTC, and ours at %Y-%m-%d %H:%M', d.at, 'unixepoch'), l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours IN (0, 3) AND t.handed_at IS NOT NULL
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n
CROSS JOIN fit f ON f.bounce_id = t.bounce_id AND f.delivery_id IS NOT NULL AND f.birth NOT IN ('foreign', 'unknown')
CROSS JOIN delivery d ON d.delivery_id = f.delivery_id AND d.relay_ip IS NOT NULL
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE organisation(p.stamped_by) = organisation(d.relay_host)
    AND NOT EXISTS (SELECT 1 FROM fit g CROSS JOIN carried c ON c.part_id = g.part_id WHERE g.bounce_id = f.bounce_id AND c.at BETWEEN t.handed_at - 1800 AND t.handed_at + 1800)
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = f.bounce_id AND s.name IN ('remote-queue-id', 'our-handover', 'relay-handover'))
ORDER BY f.bounce_id, d.at DESC, d.recipient;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT bounce_id, 'replayed', CASE name WHEN 'other-time' THEN 'the relay took our message at another time' ELSE 'the relay called our message otherwise' END, source_id, position
FROM signal WHERE name IN ('other-queue-id', 'other-time') AND bounce_id IN (SELECT bounce_id FROM dirty) ORDER BY bounce_id, name;
