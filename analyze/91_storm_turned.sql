-- needs: turned
-- Mail from <> that is a bounce now, or none any more (analyze/91_storm_seen.sql).
INSERT INTO storm_seen (hour, domain, address, forged, unsure, logged)
SELECT l.at / 3600, l.domain, coalesce(l.address, ''), t.n * l.forged, t.n * (1 - l.forged), 1
FROM storm_turned t CROSS JOIN mail m ON m.part_id = t.part_id CROSS JOIN storm_logged l ON l.at = m.first_at AND l.mail_id = t.part_id
WHERE l.domain IS NOT NULL AND l.at / 3600 NOT IN (SELECT hour FROM storm_relogged);
