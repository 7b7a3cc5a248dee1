-- needs: judged
-- storm_relogged: the hours of which the log tells something else of mail from <> than it did.
CREATE TEMP TABLE IF NOT EXISTS storm_log_now (hour INTEGER PRIMARY KEY, sums TEXT);
DELETE FROM storm_log_now;
INSERT INTO storm_log_now (hour, sums)
SELECT h.hour, count(*) || ' ' || sum(n.at) || ' ' || sum(coalesce(n.part_id, 0)) || ' ' || sum(coalesce(n.rejection_id, 0)) || ' ' || sum(n.class = 'forged') || ' ' || sum(n.strength IS 'strong')
FROM null_hour h CROSS JOIN null_judged n ON n.at >= h.hour * 3600 AND n.at < (h.hour + 1) * 3600
GROUP BY h.hour;
INSERT INTO storm_relogged (hour)
SELECT h.hour FROM null_hour h LEFT JOIN storm_log_now n ON n.hour = h.hour LEFT JOIN storm_log l ON l.hour = h.hour
WHERE n.sums IS NOT l.sums;
DELETE FROM storm_log WHERE hour IN (SELECT hour FROM null_hour);
INSERT INTO storm_log (hour, sums) SELECT hour, sums FROM storm_log_now;
