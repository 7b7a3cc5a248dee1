-- needs: dirty fit
-- replayed: what fits cannot have been bounced so. Our log shows that the recipient's host refused that message; or the bouncing organisation took
-- it from neither us (where we know from which addresses we send, or our delivery went by somebody else) nor the relay to which we had delivered it. (The relay called it otherwise:
-- 59_other_delivery.sql; more failures than deliveries: 72_replayed_often.sql.) An address beside ours may be another one of ours, but not where the world is private: others may lie there, too.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'replayed', 'our log shows that ' || f.recipient || ' was refused', l.source_id, l.position
FROM about o CROSS JOIN fit f ON f.bounce_id = o.bounce_id AND f.delivery_id IS NOT NULL
CROSS JOIN delivery l ON l.delivery_id = f.delivery_id CROSS JOIN word w ON w.word_id = l.status
WHERE w.word IN ('bounced', 'expired') AND l.relay_ip IS NOT NULL AND f.part_id NOT IN (SELECT part_id FROM alien) AND o.kind NOT IN ('autoreply', 'challenge')
    AND f.bounce_id NOT IN (SELECT bounce_id FROM answered);
-- led_away: all relays to which we delivered it, by name, are of another organisation than the host that took it over (a provider's smarthost): that cannot have had it from us.
CREATE TEMP TABLE IF NOT EXISTS led_away (bounce_id INTEGER, part_id INTEGER, PRIMARY KEY (bounce_id, part_id)) WITHOUT ROWID;
DELETE FROM led_away;
INSERT INTO led_away (bounce_id, part_id)
SELECT f.bounce_id, f.part_id
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours = 0
CROSS JOIN hop p ON p.bounce_id = t.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n AND organisation(p.stamped_by) IS NOT NULL
CROSS JOIN fit f ON f.bounce_id = t.bounce_id CROSS JOIN carried d ON d.part_id = f.part_id AND d.relay_ip IS NOT NULL
GROUP BY f.bounce_id, f.part_id
HAVING min(coalesce(organisation(d.relay_host), organisation(p.stamped_by)) <> organisation(p.stamped_by)) = 1;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'replayed', 'taken from ' || t.handed_ip || ', which is neither ours nor the relay we gave it to', l.source_id, l.position
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 0
CROSS JOIN fit f ON f.bounce_id = o.bounce_id CROSS JOIN mail l ON l.part_id = f.part_id
WHERE f.birth NOT IN ('foreign', 'unknown') AND f.bounce_id NOT IN (SELECT bounce_id FROM answered)
    AND (EXISTS (SELECT 1 FROM own_ip) OR EXISTS (SELECT 1 FROM led_away w WHERE w.bounce_id = f.bounce_id AND w.part_id = f.part_id))
    AND NOT EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (iif((SELECT w.private FROM world w) AND is_private(t.handed_ip), NULL, network(t.handed_ip)), t.handed_ip))
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = f.bounce_id AND s.name IN ('our-handover', 'relay-handover'));
-- Where anybody may have that address (127.0.0.1 in a laboratory on one machine), it is the name by which the client called itself that is neither that of a relay nor of a host
-- whose log shows it, which may bear another one there than any host whose log we have.
CREATE TEMP TABLE IF NOT EXISTS may_greet (bounce_id INTEGER, name TEXT, PRIMARY KEY (bounce_id, name)) WITHOUT ROWID;
DELETE FROM may_greet;
INSERT OR IGNORE INTO may_greet (bounce_id, name)
SELECT f.bounce_id, lower(w.word) FROM (SELECT 1 FROM world WHERE loop) CROSS JOIN fit f CROSS JOIN mail m ON m.part_id = f.part_id CROSS JOIN word w ON w.word_id = m.host
WHERE f.bounce_id IN (SELECT bounce_id FROM dirty)
UNION SELECT f.bounce_id, c.relay_host FROM (SELECT 1 FROM world WHERE loop) CROSS JOIN fit f CROSS JOIN carried c ON c.part_id = f.part_id
WHERE f.bounce_id IN (SELECT bounce_id FROM dirty) AND c.relay_host IS NOT NULL;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'replayed', 'taken from ' || coalesce(t.handed_helo, 'one without a name') || ', which is neither ours nor the relay we gave it to', l.source_id, l.position
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 3
CROSS JOIN fit f ON f.bounce_id = o.bounce_id CROSS JOIN mail l ON l.part_id = f.part_id
WHERE f.birth NOT IN ('foreign', 'unknown') AND f.bounce_id NOT IN (SELECT bounce_id FROM answered)
    AND NOT EXISTS (SELECT 1 FROM may_greet g WHERE g.bounce_id = f.bounce_id AND (lower(t.handed_helo) = g.name OR lower(t.handed_helo) LIKE g.name || '.%'))
    AND NOT EXISTS (SELECT 1 FROM own h WHERE h.kind = 'host' AND h.value = lower(t.handed_helo)
        AND NOT EXISTS (SELECT 1 FROM own_fact k WHERE k.kind = 'host' AND k.how = 'log' AND (h.value = k.value OR h.value LIKE k.value || '.%')));
