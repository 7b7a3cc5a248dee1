-- needs: dirty forwarder
-- origin-passed-on: who handed it over took it in for somebody else (a forwarder), or takes mail in for that domain (a service that filters it); and says
-- itself that it took it from a stranger: no address or name of ours, none beside, no relay to which we deliver, and none that sends other people's mail.
-- That it takes mail in for that domain, its name tells, or our deliveries: on three days it had mail from us for that organisation alone, and mail for others went elsewhere.
-- (A smarthost has mail for all: those below it may be its customers, and some of them users of ours.) It counts only where a Message-ID tells that we did
-- not send it, since the line can be made up; whoever does so gains nothing.
CREATE TEMP VIEW IF NOT EXISTS taken_in AS
SELECT o.bounce_id, o.at, t.handed_ip, p.name, organisation(domain(coalesce(p.recipient, a.recipient))) AS house, p.recipient IS NOT NULL AS told
FROM forwarder p CROSS JOIN about o ON o.bounce_id = p.bounce_id CROSS JOIN trace t ON t.bounce_id = p.bounce_id
LEFT JOIN addressed a ON p.recipient IS NULL AND a.bounce_id = p.bounce_id;
CREATE TEMP TABLE IF NOT EXISTS gateway (bounce_id INTEGER PRIMARY KEY);
DELETE FROM gateway;
INSERT OR IGNORE INTO gateway (bounce_id)
SELECT i.bounce_id FROM taken_in i
WHERE organisation(i.name) = i.house AND (i.told OR EXISTS (
    SELECT 1 FROM relay_at r WHERE r.ip = i.handed_ip AND r.at BETWEEN i.at - 30 * 86400 AND i.at + 3600 AND organisation(r.domain) = i.house));
INSERT OR IGNORE INTO gateway (bounce_id)
SELECT i.bounce_id FROM taken_in i
WHERE CASE WHEN (SELECT count(DISTINCT r.at / 86400) >= 3 AND count(DISTINCT organisation(r.domain)) = 1 AND max(organisation(r.domain)) = i.house
        FROM relay_at r WHERE r.ip = i.handed_ip AND r.at BETWEEN i.at - 30 * 86400 AND i.at + 3600)
    THEN EXISTS (
        SELECT 1 FROM delivery d INDEXED BY delivery_at
        WHERE d.at BETWEEN i.at - 30 * 86400 AND i.at + 3600 AND d.relay_ip <> i.handed_ip AND organisation(domain(d.recipient)) <> i.house
            AND NOT is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world)) AND coalesce(lower(d.relay_host), '') NOT IN (SELECT relay_host FROM went_on)
            AND domain(d.recipient) NOT IN (SELECT value FROM own WHERE kind = 'domain')) END;
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-passed-on', p.name || ' took it ' || coalesce('for ' || p.recipient || ' ', '') || 'from [' || p.ip || ']'
FROM about o CROSS JOIN forwarder p ON p.bounce_id = o.bounce_id CROSS JOIN bounce b ON b.bounce_id = o.bounce_id AND b.quoted_message_id IS NOT NULL
WHERE o.bounce_id IN (SELECT bounce_id FROM gateway)
    AND NOT EXISTS (SELECT 1 FROM own_ip i WHERE i.ip = p.ip) AND NOT EXISTS (SELECT 1 FROM own_net n WHERE in_network(p.ip, n.net))
    AND NOT EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(p.ip), p.ip))
    AND NOT EXISTS (SELECT 1 FROM own d CROSS JOIN world w WHERE w.loop AND d.kind = 'domain' AND p.helo LIKE '%.' || d.value AND p.helo NOT IN (SELECT value FROM own WHERE kind = 'host'))
    AND NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND (p.client = d.value OR p.client LIKE '%.' || d.value))
    AND NOT EXISTS (SELECT 1 FROM relay_at r WHERE r.ip = p.ip AND r.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
    AND NOT EXISTS (SELECT 1 FROM checked c WHERE c.ip = p.ip AND c.result = 'pass' AND c.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
    AND NOT EXISTS (SELECT 1 FROM brings b WHERE b.bounce_id = o.bounce_id AND b.ip = p.ip);
-- Who that client is, other bouncers may tell (77_origin_forger.sql).
INSERT INTO brought_from (bounce_id, n, ip)
SELECT p.bounce_id, p.n, p.ip
FROM forwarder p
WHERE EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = p.bounce_id) OR EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = p.bounce_id AND s.name = 'never-sent');
