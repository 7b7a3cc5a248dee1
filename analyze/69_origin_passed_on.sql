-- origin-passed-on: who handed it over took it for somebody else (a forwarder), or takes all mail in for that domain, as our deliveries show (a service that
-- filters it); and says itself that it took it from a stranger: no address or name of ours, none beside, no relay to
-- which we deliver, and none that sends other people's mail. It counts only where a Message-ID tells that we did not send it, since the line
-- can be made up; whoever does so gains nothing.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-passed-on', p.name || ' took it ' || coalesce('for ' || p.recipient || ' ', '') || 'from [' || p.ip || ']'
FROM about o CROSS JOIN forwarder p ON p.bounce_id = o.bounce_id CROSS JOIN bounce b ON b.bounce_id = o.bounce_id AND b.quoted_message_id IS NOT NULL
CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours IN (0, 3)
WHERE (p.recipient IS NOT NULL OR EXISTS (
        SELECT 1 FROM addressed a CROSS JOIN relay_at r ON r.ip = t.handed_ip AND r.at BETWEEN o.at - 30 * 86400 AND o.at + 3600 AND r.domain = domain(a.recipient)
        WHERE a.bounce_id = o.bounce_id))
    AND NOT EXISTS (SELECT 1 FROM own_ip i WHERE i.ip = p.ip) AND NOT EXISTS (SELECT 1 FROM own_net n WHERE in_network(p.ip, n.net))
    AND NOT EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(p.ip), p.ip))
    AND NOT EXISTS (SELECT 1 FROM own d CROSS JOIN world w WHERE w.loop AND d.kind = 'domain' AND p.helo LIKE '%.' || d.value AND p.helo NOT IN (SELECT value FROM own WHERE kind = 'host'))
    AND NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND (p.client = d.value OR p.client LIKE '%.' || d.value))
    AND NOT EXISTS (SELECT 1 FROM relay_at r WHERE r.ip = p.ip AND r.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
    AND NOT EXISTS (SELECT 1 FROM checked c WHERE c.ip = p.ip AND c.result = 'pass' AND c.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
    AND NOT EXISTS (SELECT 1 FROM brings b WHERE b.bounce_id = o.bounce_id AND b.ip = p.ip);
