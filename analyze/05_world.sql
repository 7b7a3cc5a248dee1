-- needs: world
-- How we reach the world: by public addresses, as soon as one delivery went to such a one; else by private ones, where mail goes to
-- hosts of other organisations there (an intranet, a laboratory). A private address then tells as much as another: one in any of those blocks in which they
-- lie (private: how many); one in another block is as inward as ever.
-- loop: hosts of other organisations are reached at addresses of 127.0.0.0/8 (a laboratory on one machine). These are then not this host itself, but for
-- 127.0.0.1 and ::1, which may be anybody: whose they are only a name tells (is_loopback in schema/store.h). One relay beside 127.0.0.1 tells so whose
-- name lies in the domain that its mail is for; it takes two of such names at 127.0.0.1, or two addresses without a name, since a filter may have them.
-- world_fresh: from which delivery and which bounce on this is learned.
CREATE TEMP TABLE IF NOT EXISTS world_fresh (delivery INTEGER, bounce INTEGER);
CREATE TEMP VIEW IF NOT EXISTS private_block AS
SELECT '10.0.0.0/8' AS net UNION ALL SELECT '172.16.0.0/12' UNION ALL SELECT '192.168.0.0/16' UNION ALL SELECT '100.64.0.0/10' UNION ALL SELECT 'fc00::/7';

DELETE FROM world_fresh;
INSERT INTO world_fresh (delivery, bounce)
SELECT iif(same, delivery, 0), iif(same, bounce, 0)
FROM fresh CROSS JOIN (SELECT name IS (SELECT value FROM setting WHERE name = 'analyzed_suffix') AS same FROM suffix);
DELETE FROM setting
WHERE (name LIKE 'analyzed\_world\_loop %' ESCAPE '\' OR name LIKE 'analyzed\_world\_private %' ESCAPE '\' OR name LIKE 'analyzed\_world\_bouncer %' ESCAPE '\' OR name LIKE 'analyzed\_world\_relay %' ESCAPE '\')
    AND (SELECT s.name FROM suffix s) IS NOT (SELECT value FROM setting WHERE name = 'analyzed_suffix');

INSERT OR IGNORE INTO setting (name, value)
SELECT 'analyzed_world_public', '1'
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public')
    AND EXISTS (SELECT 1 FROM delivery d WHERE d.delivery_id > (SELECT delivery FROM world_fresh) AND d.relay_ip IS NOT NULL AND NOT is_private(d.relay_ip));
INSERT OR IGNORE INTO setting (name, value)
SELECT 'analyzed_world_private ' || b.net, '1'
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public'))
CROSS JOIN private_block b
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_private ' || b.net)
    AND EXISTS (SELECT 1 FROM delivery d WHERE d.delivery_id > (SELECT delivery FROM world_fresh) AND in_network(d.relay_ip, b.net) AND domain(d.recipient) = organisation(d.relay_host));
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_world_loop ' || CASE WHEN organisation(relay_host) IS NULL THEN 'at ' || relay_ip WHEN is_loopback(relay_ip, NULL, 1) THEN 'at ' || organisation(relay_host) ELSE 'beside' END, '1'
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name IN ('analyzed_world_public', 'analyzed_world_loop beside'))
        AND (SELECT count(*) FROM setting WHERE name LIKE 'analyzed_world_loop at %') < 2)
CROSS JOIN delivery d ON d.delivery_id > (SELECT delivery FROM world_fresh)
WHERE is_loopback(d.relay_ip, NULL, 0)
    AND (domain(d.recipient) = organisation(d.relay_host) OR organisation(d.relay_host) IS NULL AND NOT is_loopback(d.relay_ip, NULL, 1))
LIMIT 3;
-- Who lies in which of their networks (/24), of whom that is sure: what is ours there lies among them (own_known: analyze/04_was_ours.sql).
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_world_relay ' || network(d.relay_ip) || ' ' || domain(d.recipient), '1'
FROM (SELECT 1 WHERE EXISTS (SELECT 1 FROM setting WHERE name LIKE 'analyzed_world_private %') AND NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public'))
CROSS JOIN delivery d ON d.delivery_id > (SELECT delivery FROM world_fresh)
WHERE is_private(d.relay_ip) AND domain(d.recipient) = organisation(d.relay_host)
LIMIT 1000;
-- By a relay of our own all mail goes to one address (a smarthost). Where the world lies beside us, bounces come to us from it: from three addresses of one block, or of three
-- organisations at 127.0.0.1, of hosts that call themselves as the report does whose they are, and not of the house of the host of ours that took them. (A proxy before our door looks
-- so, too: but who has one delivers to the world. Above that line may stand those of our house, and of a filter on its hosts, but nobody else's: what is below could be made up.)
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_world_bouncer ' || iif(is_loopback(h.client_ip, NULL, 1), 'at ' || organisation(h.helo), h.client_ip), '1'
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name IN ('analyzed_world_public', 'analyzed_world_loop beside') OR name LIKE 'analyzed_world_private%'))
CROSS JOIN bounce b ON b.bounce_id > (SELECT bounce FROM world_fresh) CROSS JOIN hop h ON h.bounce_id = b.bounce_id
WHERE h.arrival_id > 0 AND NOT EXISTS (SELECT 1 FROM hop u WHERE u.bounce_id = h.bounce_id AND u.arrival_id = h.arrival_id AND u.n < h.n
        AND (u.client_ip IS NOT NULL AND NOT is_loopback(u.client_ip, NULL, 0) OR u.stamped_by LIKE '%_._%' AND organisation(u.stamped_by) <> organisation(h.stamped_by)))
    AND is_private(h.client_ip)
    AND organisation(h.helo) = organisation(b.reporting_mta) AND organisation(h.helo) <> organisation(h.stamped_by)
LIMIT 1000;
INSERT OR IGNORE INTO setting (name, value)
SELECT CASE WHEN b.net LIKE '127.%' THEN 'analyzed_world_loop beside' ELSE 'analyzed_world_private ' || b.net END, '1'
FROM (SELECT net FROM private_block UNION ALL SELECT '127.0.0.0/8') b
WHERE ((SELECT count(*) FROM setting s WHERE s.name LIKE 'analyzed_world_bouncer %' AND in_network(substr(s.name, length('analyzed_world_bouncer ') + 1), b.net)) >= 3
        OR b.net LIKE '127.%' AND (SELECT count(*) FROM setting s WHERE s.name LIKE 'analyzed_world_bouncer at %') >= 3)
    AND EXISTS (SELECT 1 FROM delivery d WHERE in_network(d.relay_ip, b.net));
DELETE FROM world;
INSERT INTO world (private, loop)
SELECT CASE WHEN NOT public THEN max((SELECT count(*) FROM setting WHERE name LIKE 'analyzed_world_private%'), loop) ELSE 0 END, loop AND NOT public
FROM (SELECT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_loop beside') OR (SELECT count(*) FROM setting WHERE name LIKE 'analyzed_world_loop at %') > 1 AS loop,
    EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public') AS public);
UPDATE fresh SET news = 1
WHERE (SELECT private + loop FROM world) <> (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'analyzed_world')
    OR (SELECT s.name FROM suffix s) IS NOT (SELECT value FROM setting WHERE name = 'analyzed_suffix');
