-- origin-greets-ours: where all the world lies beside us (own_crowd), or anybody may have the address, from one there that calls itself by a name in a domain
-- of ours, other than those of the domain and of the hosts whose log we have: perhaps a host of ours. Warns. (A forger mostly takes one of those.)
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'origin-greets-ours', t.handed_helo || ' [' || t.handed_ip || ']'
FROM (SELECT 1 FROM own_crowd UNION SELECT 1 FROM world WHERE loop LIMIT 1) CROSS JOIN dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.handed_ours IN (0, 3)
WHERE (network(t.handed_ip) IN (SELECT net FROM own_crowd) OR t.handed_ours = 3)
    AND t.handed_ip NOT IN (SELECT net FROM own_near)
    AND EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND lower(t.handed_helo) LIKE '%.' || o.value)
    AND lower(t.handed_helo) NOT IN (SELECT value FROM own WHERE kind IN ('domain', 'host'));
