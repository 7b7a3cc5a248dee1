-- needs: dirty crowd
-- origin-greets-ours: where all the world lies beside us (own_crowd), or anybody may have the address, from one there that calls itself, or made a Message-ID, by a name in a domain
-- of ours, other than those of the domain and of the hosts whose log we have: perhaps a host of ours. Warns. (A forger mostly takes one of those.)
-- Where the world is private, beside us is all of the network that one bridge of containers has (own_bridge: /16, /64 of IPv6);
-- if we know no address that we send from, beside those to which we deliver.
-- Not of an address that has called itself by the name of such a host, too, whose log knows nothing of that mail: who lies once is no host of ours.
INSERT OR IGNORE INTO retold_day (ip, day)
SELECT t.handed_ip, t.arrived_at / 86400 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ip IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS own_bridge (net TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_bridge;
INSERT OR IGNORE INTO own_bridge (net)
SELECT iif(net LIKE '%:%', net, substr(net, 1, instr(net, '/')) || '16')
FROM world CROSS JOIN (
    SELECT network(value) AS net FROM own_known WHERE kind IN ('outgoing', 'near', 'network')
    UNION SELECT substr(net, 1, instr(net, ' ') - 1) FROM (SELECT substr(name, length('analyzed_world_relay ') + 1) AS net FROM setting WHERE name LIKE 'analyzed\_world\_relay %' ESCAPE '\')
        WHERE NOT EXISTS (SELECT 1 FROM own_known WHERE kind IN ('outgoing', 'near')))
WHERE private AND is_private(substr(net, 1, instr(net, '/') - 1));
CREATE TEMP VIEW IF NOT EXISTS claim AS
SELECT * FROM (
    SELECT t.bounce_id, t.handed_ip, t.handed_ours, iif(by.id, domain(b.quoted_message_id), lower(t.handed_helo)) AS name
    FROM (SELECT 1 FROM own_crowd UNION SELECT 1 FROM own_bridge LIMIT 1) CROSS JOIN retold_ip r CROSS JOIN trace t ON t.handed_ip = r.ip AND t.handed_ours IN (0, 3)
    CROSS JOIN bounce b ON b.bounce_id = t.bounce_id CROSS JOIN (SELECT 0 AS id UNION ALL SELECT 1) by
    WHERE (network(t.handed_ip) IN (SELECT net FROM own_crowd) OR t.handed_ours = 3 OR EXISTS (SELECT 1 FROM own_bridge b WHERE in_network(t.handed_ip, b.net)))
        AND t.handed_ip NOT IN (SELECT net FROM own_near))
WHERE EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND name LIKE '%.' || o.value)
    AND name NOT IN (SELECT value FROM own WHERE kind IN ('domain', 'host'));
-- (Who lies is asked of each address once, not of each of its bounces.)
CREATE TEMP TABLE IF NOT EXISTS liar (ip TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM liar;
INSERT INTO liar (ip)
SELECT c.handed_ip FROM (SELECT DISTINCT handed_ip FROM claim) c
WHERE EXISTS (
    SELECT 1 FROM trace l CROSS JOIN own h ON h.kind = 'host' AND h.value = lower(l.handed_helo) CROSS JOIN signal n ON n.bounce_id = l.bounce_id AND n.name = 'never-sent'
    WHERE l.handed_ip = c.handed_ip AND l.handed_ours = 0);
CREATE TEMP TABLE IF NOT EXISTS greeting (bounce_id INTEGER PRIMARY KEY, detail TEXT, was INTEGER);
DELETE FROM greeting;
INSERT INTO greeting (bounce_id, detail, was)
SELECT c.bounce_id, CASE WHEN c.handed_ours = 3 OR c.handed_ip NOT IN (SELECT ip FROM liar) THEN min(c.name) || ' [' || c.handed_ip || ']' END,
    EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = c.bounce_id AND s.name = 'origin-greets-ours')
FROM claim c
GROUP BY c.bounce_id;
INSERT OR IGNORE INTO dirty (bounce_id) SELECT bounce_id FROM greeting WHERE was <> (detail IS NOT NULL);
DELETE FROM signal WHERE name = 'origin-greets-ours' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT g.bounce_id, 'origin-greets-ours', g.detail FROM dirty d CROSS JOIN greeting g ON g.bounce_id = d.bounce_id WHERE g.detail IS NOT NULL;
