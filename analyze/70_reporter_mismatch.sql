-- needs: dirty
-- reporter-mismatch: who delivered the bounce is not who wrote it, as far as names tell; nor is who stands one hop lower (a forwarder or a
-- second MX between). A fake report looks so.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'reporter-mismatch', b.reporting_mta || ', brought by ' || t.delivered_by_name || ' [' || t.delivered_by_ip || ']'
FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.delivered_by_name IS NOT NULL
CROSS JOIN bounce b ON b.bounce_id = d.bounce_id
LEFT JOIN hop p ON p.bounce_id = d.bounce_id AND p.arrival_id = t.arrival_id AND p.n = t.own_hops
WHERE organisation(b.reporting_mta) = t.bouncer AND organisation(t.delivered_by_name) <> t.bouncer
    AND coalesce(organisation(p.client_name), organisation(p.stamped_by), '') <> t.bouncer
    AND coalesce(organisation(p.stamped_by), '') <> t.bouncer;
