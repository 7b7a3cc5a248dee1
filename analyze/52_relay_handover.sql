-- needs: dirty fit
-- relay-handover: the same, where the relay hands on from another of its addresses: its confirmed name, or without a name its place beside
-- (/28, /64; /24 where it calls itself by a name of that house; not where all the world lies beside us), tells that it is the same house. Other customers of that house could do as much, so it is no proof;
-- and it is one of them unless a line of that house says that it had it from us (not one in our name, whatever he calls himself), and not further below one of who bounced it or got our message.
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT f.bounce_id, 'relay-handover', 'taken from ' || coalesce(t.handed_name || ' ', '') || '[' || t.handed_ip || '], beside ' || d.relay_host || ', to which we had delivered it',
    l.source_id, l.position
FROM dirty CROSS JOIN trace t ON t.bounce_id = dirty.bounce_id AND t.handed_ours = 0
CROSS JOIN fit f ON f.bounce_id = t.bounce_id
CROSS JOIN carried d ON d.part_id = f.part_id
CROSS JOIN delivery l ON l.delivery_id = d.delivery_id
WHERE f.by IN ('message-id', 'queue-id') AND f.birth NOT IN ('foreign', 'unknown')
    AND d.sent = 1 AND d.relay_ip <> t.handed_ip AND d.at <= coalesce(t.handed_at, t.arrived_at) + 3600
    AND CASE WHEN t.handed_name IS NULL THEN network(t.handed_ip) NOT IN (SELECT net FROM own_crowd)
            AND (near(t.handed_ip, d.relay_ip) OR network(t.handed_ip) = network(d.relay_ip) AND organisation(t.handed_helo) = organisation(d.relay_host))
        ELSE organisation(t.handed_name) = organisation(d.relay_host) END
    AND f.bounce_id NOT IN (SELECT bounce_id FROM strange_client)
    AND EXISTS (SELECT 1 FROM hop b WHERE b.bounce_id = f.bounce_id AND b.arrival_id = 0 AND b.n > t.handed_n
        AND NOT EXISTS (SELECT 1 FROM own w WHERE w.kind IN ('domain', 'host') AND (lower(b.stamped_by) = w.value OR w.kind = 'domain' AND lower(b.stamped_by) LIKE '%.' || w.value))
        AND organisation(b.stamped_by) IN (organisation(d.relay_host), organisation(t.handed_name), organisation(t.handed_helo))
        AND (b.client_ip IN (SELECT ip FROM own_ip) OR EXISTS (SELECT 1 FROM own_net n WHERE in_network(b.client_ip, n.net))
            OR EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(b.client_ip), b.client_ip))
            OR EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND (b.client_name = o.value OR b.client_name LIKE '%.' || o.value OR b.helo = o.value OR b.helo LIKE '%.' || o.value)))
        AND NOT EXISTS (SELECT 1 FROM hop x WHERE x.bounce_id = f.bounce_id AND x.arrival_id = 0 AND x.n > t.handed_n AND x.n < b.n
            AND organisation(x.stamped_by) IN (t.bouncer, organisation(domain(d.recipient))) AND organisation(x.stamped_by) <> organisation(d.relay_host)))
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = f.bounce_id AND s.name = 'our-handover')
ORDER BY f.bounce_id, d.at DESC, d.recipient;
