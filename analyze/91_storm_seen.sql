-- How many bounces that answer nothing of ours, and mail from <>, came in each hour to each address: of the days of which there is news; where other
-- domains are ours than before, of all.
CREATE TEMP TABLE IF NOT EXISTS storm_log_now (hour INTEGER PRIMARY KEY, sums TEXT);
DELETE FROM storm_log_now;
INSERT INTO storm_log_now (hour, sums)
SELECT h.hour, count(*) || ' ' || sum(n.at) || ' ' || sum(coalesce(n.part_id, 0)) || ' ' || sum(coalesce(n.rejection_id, 0)) || ' ' || sum(n.class = 'forged') || ' ' || sum(n.strength IS 'strong')
FROM null_hour h CROSS JOIN null_judged n ON n.at >= h.hour * 3600 AND n.at < (h.hour + 1) * 3600
GROUP BY h.hour;
INSERT OR IGNORE INTO storm_touched (day)
SELECT h.hour / 24 FROM null_hour h LEFT JOIN storm_log_now n ON n.hour = h.hour LEFT JOIN storm_log l ON l.hour = h.hour
WHERE n.sums IS NOT l.sums;
DELETE FROM storm_log WHERE hour IN (SELECT hour FROM null_hour);
INSERT INTO storm_log (hour, sums) SELECT hour, sums FROM storm_log_now;
INSERT OR IGNORE INTO storm_touched (day)
SELECT t.arrived_at / 86400 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id;
INSERT OR IGNORE INTO storm_touched (day)
SELECT day FROM (SELECT at / 86400 AS day FROM null_judged UNION SELECT arrived_at / 86400 FROM trace)
WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_storms')
    OR EXISTS (SELECT 1 FROM changed WHERE what = 'pin')
    OR EXISTS (SELECT value FROM own_fact WHERE kind = 'domain' EXCEPT SELECT value FROM owned WHERE kind = 'domain')
    OR EXISTS (SELECT value FROM owned WHERE kind = 'domain' EXCEPT SELECT value FROM own_fact WHERE kind = 'domain');
REPLACE INTO setting (name, value) VALUES ('analyzed_storms', '1');

CREATE TEMP TABLE IF NOT EXISTS storm_seen (hour INTEGER, domain TEXT, address TEXT, forged INTEGER, unsure INTEGER, overrun INTEGER DEFAULT 0,
    PRIMARY KEY (address, hour, domain)) WITHOUT ROWID;
DELETE FROM storm_seen;
SELECT gather(domain || ' ' || coalesce(address, ''), hour, forged, 0, 0, 0)
FROM (
    SELECT b.at / 3600 AS hour, b.domain, b.address, b.forged
    FROM storm_touched d CROSS JOIN storm_bounces b ON b.at >= d.day * 86400 AND b.at < (d.day + 1) * 86400
    UNION ALL
    SELECT n.at / 3600, n.domain, n.address, n.forged
    FROM storm_touched d CROSS JOIN storm_null_mail n ON n.at >= d.day * 86400 AND n.at < (d.day + 1) * 86400
)
WHERE domain IS NOT NULL;
