-- own_known, as it was when conclusions were last drawn: what is ours, the addresses that one relay at least has stamped as the client of our mail, and the networks about them in which most of those relays
-- lie, too (a laboratory, a closed net), or one of an unrouted one; and, where the world is private, those of ours in which our log shows
-- a relay of others (analyze/05_world.sql): who lies there is no nearer to us than anybody.
CREATE TEMP VIEW IF NOT EXISTS own_learned AS
SELECT kind, value FROM own_fact UNION SELECT 'near', value FROM own_seen WHERE how = 'far-stamp'
UNION SELECT 'crowded', net FROM (
    SELECT network(value) AS net, min(value) AS ip, count(DISTINCT part) AS relays, count(DISTINCT CASE WHEN network(part) = network(value) THEN part END) AS beside
    FROM own_seen WHERE how = 'far-stamp' AND part <> '' GROUP BY 1)
WHERE beside >= CASE WHEN is_unrouted(ip) THEN 1 ELSE 3 END AND 2 * beside >= relays
UNION SELECT 'crowded', network(o.value)
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public'))
CROSS JOIN (SELECT value FROM own_fact WHERE kind IN ('outgoing', 'network') UNION SELECT value FROM own_seen WHERE how = 'far-stamp') o
CROSS JOIN setting s ON s.name > 'analyzed_world_relay ' || network(o.value) || ' ' AND s.name < 'analyzed_world_relay ' || network(o.value) || '!'
WHERE NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND organisation(d.value) = substr(s.name, instr(s.name, '/') + 4));
DELETE FROM own_known;
INSERT INTO own_known (kind, value) SELECT kind, value FROM own_learned;
