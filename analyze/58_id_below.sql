-- needs: dirty fit
-- id-below: a returned line that is not to be believed names the queue id which the relay had given to our delivery: a recipient knows it, a second
-- forwarder keeps it; or is one of that relay, of that time, without any (not all MTAs write it down). Decides nothing alone.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'id-below', d.relay_host || ' called it ' || d.remote_queue_id, l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours IN (0, 3)
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n > t.handed_n
CROSS JOIN fit f ON f.bounce_id = t.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id AND d.remote_queue_id = p.queue_id
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE abs(d.at - p.at) <= 3600
ORDER BY f.bounce_id, d.at, d.recipient;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'id-below', d.relay_host || ' took it then', l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours IN (0, 3)
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n > t.handed_n AND p.queue_id IS NULL
CROSS JOIN fit f ON f.bounce_id = t.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id AND d.sent = 1 AND organisation(d.relay_host) = organisation(p.stamped_by)
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE abs(d.at - p.at) <= 3600
ORDER BY f.bounce_id, d.at, d.recipient;
