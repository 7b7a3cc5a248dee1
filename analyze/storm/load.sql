-- What storms are made of, of the days in storm_needed that are not there yet: all else of incidents is counted from this.
INSERT INTO storm_event (at, domain, address, client_ip, forged, strength, counted, refused, bounce_id, mail_id)
SELECT b.at, b.domain, b.address, b.client_ip, b.forged, b.strength, b.forged, 0, b.bounce_id, b.mail_id
FROM storm_needed d CROSS JOIN storm_bounces b ON b.at >= d.day * 86400 AND b.at < (d.day + 1) * 86400
WHERE d.day NOT IN (SELECT day FROM storm_loaded);
INSERT INTO storm_event (at, domain, address, client_ip, forged, strength, counted, refused, mail_id, rejection_id)
SELECT n.at, n.domain, n.address, n.client_ip, n.forged, n.strength, n.forged, n.refused, n.mail_id, n.rejection_id
FROM storm_needed d CROSS JOIN storm_null_mail n ON n.at >= d.day * 86400 AND n.at < (d.day + 1) * 86400
WHERE d.day NOT IN (SELECT day FROM storm_loaded);
DELETE FROM storm_event
WHERE at / 86400 NOT IN (SELECT day FROM storm_loaded)
    AND (domain LIKE '_%.%_' AND domain NOT GLOB '*[^a-z0-9._-]*' AND length(domain) <= 253) IS NOT TRUE;
UPDATE storm_event SET counted = 1
WHERE NOT counted AND at / 86400 NOT IN (SELECT day FROM storm_loaded)
    AND EXISTS (SELECT 1 FROM storm_hour h WHERE h.hour = storm_event.at / 3600 AND h.target = storm_event.address AND h.unsure = 0);
INSERT OR IGNORE INTO storm_loaded (day) SELECT day FROM storm_needed;
