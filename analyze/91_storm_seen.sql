-- How many bounces that answer nothing of ours, and mail from <>, came in each hour to each address of a domain: of the hours of which there
-- is news; where other domains are ours than before, of all.
CREATE TEMP TABLE IF NOT EXISTS storm_log_now (hour INTEGER PRIMARY KEY, sums TEXT);
DELETE FROM storm_log_now;
INSERT INTO storm_log_now (hour, sums)
SELECT h.hour, count(*) || ' ' || sum(n.at) || ' ' || sum(coalesce(n.part_id, 0)) || ' ' || sum(coalesce(n.rejection_id, 0)) || ' ' || sum(n.class = 'forged') || ' ' || sum(n.strength IS 'strong')
FROM null_hour h CROSS JOIN null_judged n ON n.at >= h.hour * 3600 AND n.at < (h.hour + 1) * 3600
GROUP BY h.hour;
INSERT OR IGNORE INTO storm_touched (hour)
SELECT h.hour FROM null_hour h LEFT JOIN storm_log_now n ON n.hour = h.hour LEFT JOIN storm_log l ON l.hour = h.hour
WHERE n.sums IS NOT l.sums;
DELETE FROM storm_log WHERE hour IN (SELECT hour FROM null_hour);
INSERT INTO storm_log (hour, sums) SELECT hour, sums FROM storm_log_now;
INSERT OR IGNORE INTO storm_touched (hour)
SELECT t.arrived_at / 3600 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id;
CREATE TEMP TABLE IF NOT EXISTS storm_anew (one INTEGER);
DELETE FROM storm_anew;
INSERT INTO storm_anew (one)
SELECT 1
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_storms')
    OR EXISTS (SELECT 1 FROM changed WHERE what = 'pin')
    OR EXISTS (SELECT value FROM own_fact WHERE kind = 'domain' EXCEPT SELECT value FROM owned WHERE kind = 'domain')
    OR EXISTS (SELECT value FROM owned WHERE kind = 'domain' EXCEPT SELECT value FROM own_fact WHERE kind = 'domain');
INSERT OR IGNORE INTO storm_touched (hour) SELECT n.at / 3600 FROM storm_anew CROSS JOIN null_judged n;
INSERT OR IGNORE INTO storm_touched (hour) SELECT t.arrived_at / 3600 FROM storm_anew CROSS JOIN trace t;
REPLACE INTO setting (name, value) VALUES ('analyzed_storms', '1');

DELETE FROM storm_seen WHERE hour IN (SELECT hour FROM storm_touched);
-- (All of them as they lie, not by the time at which they came: else each would be looked for in another place.)
SELECT gather(b.domain || ' ' || coalesce(b.address, ''), b.at / 3600, b.forged, 0, 0, 0) FROM storm_anew CROSS JOIN storm_bounces b WHERE b.domain IS NOT NULL;
SELECT gather(b.domain || ' ' || coalesce(b.address, ''), d.hour, b.forged, 0, 0, 0)
FROM storm_touched d CROSS JOIN storm_bounces b ON b.at >= d.hour * 3600 AND b.at < (d.hour + 1) * 3600
WHERE b.domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM storm_anew);
SELECT gather(n.domain || ' ' || coalesce(n.address, ''), d.hour, n.forged, 0, 0, 0)
FROM storm_touched d CROSS JOIN storm_null_mail n ON n.at >= d.hour * 3600 AND n.at < (d.hour + 1) * 3600
WHERE n.domain IS NOT NULL;
