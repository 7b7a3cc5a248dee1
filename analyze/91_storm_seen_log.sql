-- needs: relogged
-- gathers: storm_seen
-- All mail from <> of an hour (analyze/91_storm_log.sql), instead of what was counted of it.
INSERT INTO storm_seen (hour, domain, address, forged, unsure, logged)
SELECT s.hour, s.domain, s.address, -sum(s.forged), -sum(s.unsure), 1
FROM storm_relogged h CROSS JOIN storm_seen s ON s.hour = h.hour
WHERE s.logged AND NOT EXISTS (SELECT 1 FROM storm_anew)
GROUP BY 1, 2, 3;
SELECT gather(n.domain || ' ' || coalesce(n.address, ''), h.hour, n.forged, 1, 0, 0)
FROM storm_relogged h CROSS JOIN storm_null_mail n ON n.at >= h.hour * 3600 AND n.at < (h.hour + 1) * 3600
WHERE n.domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM storm_anew);
