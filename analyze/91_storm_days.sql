-- The days of which there is news: of them all that storms are made of is loaded (storm/load.sql). Where other domains are ours than before, all days.
CREATE TEMP TABLE IF NOT EXISTS storm_event (at INTEGER, domain TEXT, address TEXT, client_ip TEXT, forged INTEGER, strength TEXT, counted INTEGER, refused INTEGER,
    bounce_id INTEGER, mail_id INTEGER, rejection_id INTEGER);
CREATE INDEX IF NOT EXISTS temp.storm_event_domain ON storm_event (domain, at);
CREATE TEMP TABLE IF NOT EXISTS storm_needed (day INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_loaded (day INTEGER PRIMARY KEY);

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

DELETE FROM storm_event;
DELETE FROM storm_loaded;
DELETE FROM storm_needed;
INSERT INTO storm_needed (day) SELECT day FROM storm_touched;
