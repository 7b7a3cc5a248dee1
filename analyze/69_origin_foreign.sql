-- needs: dirty
-- origin-foreign: the bouncing organisation took it from an address that is not ours, not beside ours, and no relay to which we deliver.
-- (What is asked of o is asked before t is looked at: of t it is asked only where it matters.)
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-foreign', coalesce(t.handed_name || ' ', '') || '[' || t.handed_ip || ']'
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 0 AND t.handed_ip IS NOT NULL
WHERE NOT EXISTS (SELECT 1 FROM relay_at r WHERE r.ip = t.handed_ip AND r.at BETWEEN o.at - 30 * 86400 AND o.at + 3600)
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name IN ('origin-near-ours', 'our-handover', 'relay-handover'))
    AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = t.bounce_id AND f.by = 'notice' AND f.birth IN ('login', 'local'));
-- Where anybody may have that address (127.0.0.1 in a laboratory on one machine), the name by which the client called itself: it is nobody's of ours but one of a
-- host whose log we have, or of the domain itself (which forgers take), and no relay's.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'origin-foreign', t.handed_helo || ' [' || t.handed_ip || ']'
FROM (SELECT 1 FROM world WHERE loop) CROSS JOIN about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND t.handed_ours = 3
WHERE t.handed_helo LIKE '%_._%' AND organisation(t.handed_helo) IS NOT NULL AND t.handed_helo NOT LIKE 'localhost%'
    AND (NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND lower(t.handed_helo) LIKE '%.' || d.value)
        OR EXISTS (SELECT 1 FROM own h WHERE h.kind IN ('host', 'domain') AND h.value = lower(t.handed_helo))
            AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = o.bounce_id AND f.birth NOT IN ('foreign', 'unknown')))
    AND NOT EXISTS (SELECT 1 FROM at_home r WHERE r.organisation = organisation(t.handed_helo))
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = o.bounce_id AND s.name IN ('our-handover', 'relay-handover'))
    AND NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = o.bounce_id AND f.by = 'notice' AND f.birth IN ('login', 'local'));
