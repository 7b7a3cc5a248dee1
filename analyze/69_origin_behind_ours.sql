-- needs: dirty
-- origin-behind-ours: the host that handed it over, or another of its house, says itself that it took it from beside an address of ours, or from one with a confirmed name in a domain
-- of ours, or that brings us mail in our name: a forwarder, behind which a host of ours stands whose log we may not have. Where we do not have the log of that time, a host
-- that calls itself by a name of ours is enough: a forwarder fails our SPF with our mail, too. Warns; who makes that up gains nothing.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-behind-ours', h.stamped_by || ' took it from ' || coalesce(coalesce(h.client_name, h.helo) || ' ', '') || '[' || h.client_ip || ']'
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 0
CROSS JOIN hop h ON h.bounce_id = o.bounce_id AND h.arrival_id = 0 AND h.n > t.handed_n
WHERE NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = o.bounce_id)
    AND organisation(h.stamped_by) IN (organisation(t.handed_name), organisation(t.handed_helo))
    AND NOT EXISTS (SELECT 1 FROM own w WHERE w.kind IN ('domain', 'host') AND (h.stamped_by = w.value OR w.kind = 'domain' AND h.stamped_by LIKE '%.' || w.value))
    AND (EXISTS (SELECT 1 FROM own_near n WHERE n.net IN (network(h.client_ip), h.client_ip))
        OR EXISTS (SELECT 1 FROM own w CROSS JOIN (
                SELECT lower(h.client_name) AS name
                UNION ALL SELECT lower(h.helo) WHERE NOT EXISTS (SELECT 1 FROM signal n WHERE n.bounce_id = o.bounce_id AND n.name = 'never-sent')) c
            WHERE w.kind = 'domain' AND (c.name = w.value OR c.name LIKE '%.' || w.value))
        OR EXISTS (SELECT 1 FROM brings b WHERE b.bounce_id = o.bounce_id AND b.ip = h.client_ip));
