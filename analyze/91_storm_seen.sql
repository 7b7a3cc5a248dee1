-- How many bounces that answer nothing of ours, and mail from <>, came in each hour to each address: of the hours of which there is news; where other
-- domains are ours than before, of all.
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

-- Addresses to which more that is unverifiable came in a day than twice what they had sent mail to in the week before, and ten: whoever sent mail, that
-- was not all of it. What one hour has, or what was sent, changes then what all hours of the day are counted as: of days that have such an address, or may have had one.
CREATE TEMP TABLE IF NOT EXISTS storm_day (day INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_overrun (address TEXT, day INTEGER, PRIMARY KEY (address, day)) WITHOUT ROWID;
DELETE FROM storm_day;
INSERT INTO storm_day (day) SELECT DISTINCT hour / 24 FROM (SELECT hour FROM storm_touched UNION ALL SELECT hour FROM null_hour);
DELETE FROM storm_overrun;
INSERT INTO storm_overrun (address, day)
WITH unsure (address, day, n) AS (
    SELECT address, day, count(*) FROM (
        SELECT b.address, d.day FROM storm_day d CROSS JOIN storm_bounces b ON b.at >= d.day * 86400 AND b.at < (d.day + 1) * 86400 WHERE NOT b.forged
        UNION ALL
        SELECT n.address, d.day FROM storm_day d CROSS JOIN storm_null_mail n ON n.at >= d.day * 86400 AND n.at < (d.day + 1) * 86400 WHERE NOT n.forged)
    WHERE address IS NOT NULL
    GROUP BY 1, 2 HAVING count(*) > 10
)
SELECT address, day FROM unsure u
WHERE n > 10 + 2 * coalesce((SELECT sum(s.recipients) FROM sender_day s WHERE s.sender = u.address AND s.day BETWEEN u.day - 8 AND u.day + 1), 0);
INSERT OR IGNORE INTO storm_touched (hour)
WITH RECURSIVE hours (hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 23)
SELECT d.day * 24 + h.hour
FROM storm_day d CROSS JOIN hours h
WHERE d.day IN (SELECT day FROM storm_overrun)
    OR EXISTS (SELECT 1 FROM storm_hour s WHERE s.hour BETWEEN d.day * 24 AND d.day * 24 + 23 AND s.forged > 0 AND s.unsure = 0 AND instr(s.target, '@'));

CREATE TEMP TABLE IF NOT EXISTS storm_seen (hour INTEGER, domain TEXT, address TEXT, forged INTEGER, unsure INTEGER);
DELETE FROM storm_seen;
SELECT gather(domain || ' ' || coalesce(address, ''), hour, forged, 0, 0, 0)
FROM (
    SELECT d.hour, b.domain, b.address, b.forged FROM storm_touched d CROSS JOIN storm_bounces b ON b.at >= d.hour * 3600 AND b.at < (d.hour + 1) * 3600
    UNION ALL
    SELECT d.hour, n.domain, n.address, n.forged FROM storm_touched d CROSS JOIN storm_null_mail n ON n.at >= d.hour * 3600 AND n.at < (d.hour + 1) * 3600
)
WHERE domain IS NOT NULL;
