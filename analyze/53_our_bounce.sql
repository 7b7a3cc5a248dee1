-- needs: dirty fit
-- our-bounce: our own host wrote this bounce, and our log tells which message it answers. Whose that was, is another question: what a stranger
-- had brought and we bounced instead of refusing is backscatter of ours (we-backscatter). A host of ours that only passed a stranger's mail
-- on (a second MX) says so in its own line; it does so with mail for us (not outward), and without login (ESMTPA, ESMTPSA: RFC 3848).
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT a.bounce_id, 'our-bounce', 'we bounced ' || l.queue_id || CASE f.birth
        WHEN 'login' THEN ', sent by ' || o.sasl_user WHEN 'local' THEN ', made on this host' WHEN 'network' THEN ', from ' || o.client_ip || ' of our network'
        WHEN 'foreign' THEN ', brought by ' || o.client_ip ELSE '' END, l.source_id, l.position
FROM answered a CROSS JOIN fit f ON f.bounce_id = a.bounce_id AND f.part_id = a.part_id CROSS JOIN letter o ON o.part_id = f.origin_part_id
CROSS JOIN link l ON l.link_id = a.link_id;
INSERT OR IGNORE INTO signal (bounce_id, name, detail, source_id, position)
SELECT a.bounce_id, 'we-backscatter', 'we took it from ' || coalesce(t.handed_ip, o.client_ip, 'a stranger') || ' and bounced it, instead of refusing it', m.source_id, m.position
FROM answered a CROSS JOIN fit f ON f.bounce_id = a.bounce_id AND f.part_id = a.part_id CROSS JOIN letter o ON o.part_id = f.origin_part_id
CROSS JOIN mail m ON m.part_id = f.origin_part_id CROSS JOIN trace t ON t.bounce_id = a.bounce_id
WHERE NOT EXISTS (SELECT 1 FROM outward w WHERE w.bounce_id = f.bounce_id AND w.part_id = f.part_id) AND (f.birth = 'foreign' OR f.birth = 'network' AND t.handed_ours = 0
    AND NOT EXISTS (SELECT 1 FROM hop p WHERE p.bounce_id = a.bounce_id AND p.arrival_id = 0 AND p.n = t.handed_n AND p.protocol LIKE '%mtp%a'));
