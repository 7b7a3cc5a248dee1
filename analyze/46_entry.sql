-- needs: dirty fit
-- What we sent under a sender of our own out of a stranger's mail (a list's posting, a forward under SRS) is ours: the bouncing organisation took it
-- from us, and not, as of what we only passed on, from who had brought it to us. And so it did of what we passed on
-- to where no stranger could have had it (outward) for him who brought it to a host whose log we have.
UPDATE trace SET handed_n = h.n, handed_at = h.at, handed_ip = h.client_ip, handed_helo = h.helo, handed_name = h.client_name, handed_ours = h.ours
FROM (
    SELECT e.bounce_id, p.n, p.at, p.client_ip, p.helo, p.client_name, e.ours
    FROM entry e CROSS JOIN about o ON o.bounce_id = e.bounce_id CROSS JOIN hop p ON p.bounce_id = e.bounce_id AND p.arrival_id = 0 AND p.n = e.n
    CROSS JOIN trace t ON t.bounce_id = e.bounce_id
    WHERE EXISTS (
        SELECT 1 FROM fit f CROSS JOIN letter l ON l.part_id = f.part_id
        WHERE f.bounce_id = e.bounce_id AND f.by <> 'notice' AND f.delivery_id IS NOT NULL
            AND (o.srs OR f.birth IN ('login', 'local', 'network') AND lower(l.sender) IN (lower(o.made), o.sender)
                OR EXISTS (SELECT 1 FROM outward w CROSS JOIN letter i ON i.part_id = f.origin_part_id AND i.client_ip = t.handed_ip
                    WHERE w.bounce_id = f.bounce_id AND w.part_id = f.part_id)))
) h
WHERE trace.bounce_id = h.bounce_id AND trace.bounce_id IN (SELECT bounce_id FROM entry);
