-- needs: dirty fit
-- our-handover: a message of our log is named, and the bouncing organisation took it from an address of ours, or from the relay to which we
-- had delivered that very message (forwarders and list exploders keep our sender). Not where that relay's own line says that a stranger brought it: he
-- may have sent it again by the same forwarder; nor where what we gave to this recipient by the same name is another message, that a stranger had brought us.
CREATE TEMP TABLE IF NOT EXISTS strange_client (bounce_id INTEGER PRIMARY KEY);
DELETE FROM strange_client;
INSERT OR IGNORE INTO strange_client (bounce_id)
SELECT p.bounce_id FROM forwarder p CROSS JOIN trace t ON t.bounce_id = p.bounce_id AND t.handed_ours = 0
WHERE p.ip NOT IN (SELECT ip FROM own_ip) AND NOT EXISTS (SELECT 1 FROM own_net n WHERE in_network(p.ip, n.net))
    AND NOT EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(p.ip), p.ip))
    AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND (p.client = o.value OR p.client LIKE '%.' || o.value));
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'our-handover', 'taken from ' || t.handed_ip || ', an address of ours', m.source_id, m.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours IN (1, 2)
CROSS JOIN fit f ON f.bounce_id = t.bounce_id CROSS JOIN mail m ON m.part_id = f.part_id
WHERE f.by IN ('message-id', 'queue-id') AND f.birth NOT IN ('foreign', 'unknown')
    AND m.first_at <= coalesce(t.handed_at, t.arrived_at) + 3600
    AND (f.delivery_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM fit g WHERE g.bounce_id = f.bounce_id AND g.birth IN ('foreign', 'unknown') AND g.delivery_id IS NOT NULL))
ORDER BY f.bounce_id, f.delivery_id IS NULL, m.first_at DESC, m.queue_id;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'our-handover', 'taken from ' || d.relay_host || ' [' || d.relay_ip || '], to which we had delivered it', l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours = 0
CROSS JOIN fit f ON f.bounce_id = t.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id AND d.relay_ip = t.handed_ip
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE f.by IN ('message-id', 'queue-id') AND f.birth NOT IN ('foreign', 'unknown')
    AND d.sent = 1 AND d.at <= coalesce(t.handed_at, t.arrived_at) + 3600
    AND NOT (f.bounce_id IN (SELECT bounce_id FROM strange_client) AND EXISTS (SELECT 1 FROM own_ip))
ORDER BY f.bounce_id, d.at DESC, d.recipient;
