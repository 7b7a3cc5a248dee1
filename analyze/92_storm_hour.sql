-- How many came in each hour to each domain and address: what storms are found in. (Of an address that got one or two nothing can be told; attackers
-- make up many such.) What has changed is added to domains; of addresses of which it speaks the day is added up.
--   forged   judged so; or unverifiable, but to an address that got too many that day (storm_crowd)
--   unsure   unverifiable
CREATE TEMP TABLE IF NOT EXISTS storm_asked (day INTEGER, address TEXT, unsure INTEGER, was INTEGER, overrun INTEGER, PRIMARY KEY (day, address)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_before (hour INTEGER, target TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, target)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_moved (hour INTEGER, domain TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, domain)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_count (hour INTEGER, target TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, target)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_settled (hour INTEGER, domain TEXT, address TEXT, logged INTEGER, forged INTEGER, unsure INTEGER);
CREATE TEMP TABLE IF NOT EXISTS restorm (target TEXT PRIMARY KEY, from_hour INTEGER) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS storm_new AS
SELECT hour, domain, address, forged, unsure, logged FROM storm_seen WHERE rowid > (SELECT row FROM storm_mark);
CREATE TEMP VIEW IF NOT EXISTS storm_day AS
SELECT a.day, a.address, a.was, a.overrun, s.hour, s.domain, s.forged, s.unsure
FROM storm_asked a CROSS JOIN storm_seen s ON hour_key(s.hour / 24 * 86400, s.address) = hour_key(a.day * 86400, a.address) AND s.address = a.address AND s.hour / 24 = a.day;

-- Addresses to which more that is unverifiable came in a day than twice what they had sent mail to in the week before, and ten: whoever sent mail, that
-- was not all of it. What one hour has, or what was sent, changes then what all hours of the day are counted as.
DELETE FROM storm_asked;
INSERT INTO storm_asked (day, address)
SELECT n.day, n.address
FROM (
    SELECT n.hour / 24 AS day, n.address, sum(n.unsure) AS unsure, CASE WHEN (SELECT row FROM storm_mark) = 0 THEN sum(n.forged + n.unsure) ELSE (
        SELECT sum(s.forged + s.unsure) FROM storm_seen s
        WHERE hour_key(s.hour / 24 * 86400, s.address) = hour_key(n.hour / 24 * 86400, n.address) AND s.address = n.address AND s.hour = n.hour) END AS in_hour
    FROM storm_new n
    WHERE length(n.address) BETWEEN 1 AND 320
    GROUP BY n.address, n.hour) n
GROUP BY n.address, n.day
HAVING max(in_hour) >= 3 OR CASE WHEN (SELECT row FROM storm_mark) = 0 THEN sum(unsure) ELSE (
    SELECT sum(s.unsure) FROM storm_seen s
    WHERE hour_key(s.hour / 24 * 86400, s.address) = hour_key(n.day * 86400, n.address) AND s.address = n.address AND s.hour / 24 = n.day) END > 10;
INSERT OR IGNORE INTO storm_asked (day, address)
SELECT n.hour / 24, n.address FROM storm_new n CROSS JOIN storm_hour h ON h.hour = n.hour AND h.target = n.address WHERE (SELECT row FROM storm_mark) > 0;
INSERT OR IGNORE INTO storm_asked (day, address)
SELECT day, address FROM storm_crowd
WHERE day IN (SELECT hour / 24 FROM storm_touched UNION SELECT hour / 24 FROM null_hour UNION SELECT hour / 24 - 1 FROM null_hour);
UPDATE storm_asked
SET unsure = (SELECT coalesce(sum(d.unsure), 0) FROM storm_day d WHERE d.day = storm_asked.day AND d.address = storm_asked.address),
    was = coalesce((SELECT c.overrun FROM storm_crowd c WHERE c.day = storm_asked.day AND c.address = storm_asked.address), 0);
UPDATE storm_asked
SET overrun = unsure > 10 AND unsure > 10 + 2 * coalesce((
    SELECT sum(s.recipients) FROM sender_day s WHERE s.sender = storm_asked.address AND s.day BETWEEN storm_asked.day - 8 AND storm_asked.day + 1), 0);
DELETE FROM storm_crowd WHERE (day, address) IN (SELECT day, address FROM storm_asked);
INSERT INTO storm_crowd (day, address, unsure, overrun) SELECT day, address, unsure, overrun FROM storm_asked WHERE unsure > 10;

INSERT OR IGNORE INTO storm_touched (hour) SELECT hour FROM storm_day WHERE overrun <> was;

-- What is counted so far, and how that has changed. What is no domain cannot be a target.
DELETE FROM storm_before;
INSERT INTO storm_before (hour, target, forged, unsure)
SELECT h.hour, h.target, h.forged, h.unsure FROM storm_anew CROSS JOIN storm_touched t CROSS JOIN storm_hour h ON h.hour = t.hour;
DELETE FROM storm_hour WHERE (hour, target) IN (SELECT hour, target FROM storm_before);
DELETE FROM storm_moved;
INSERT INTO storm_moved (hour, domain, forged, unsure)
SELECT hour, domain, sum(forged), sum(unsure)
FROM (
    SELECT n.hour, n.domain, n.forged + iif(a.was, n.unsure, 0) AS forged, iif(a.was, 0, n.unsure) AS unsure
    FROM storm_new n LEFT JOIN storm_asked a ON a.day = n.hour / 24 AND a.address = n.address
    UNION ALL
    SELECT hour, domain, (overrun - was) * unsure, (was - overrun) * unsure FROM storm_day WHERE overrun <> was)
GROUP BY 1, 2;
DELETE FROM storm_moved WHERE (domain LIKE '_%.%_' AND domain NOT GLOB '*[^a-z0-9._-]*' AND length(domain) <= 253) IS NOT TRUE;
INSERT OR IGNORE INTO storm_before (hour, target, forged, unsure)
SELECT h.hour, h.target, h.forged, h.unsure FROM storm_moved m CROSS JOIN storm_hour h ON h.hour = m.hour AND h.target = m.domain
UNION
SELECT h.hour, h.target, h.forged, h.unsure FROM storm_day d CROSS JOIN storm_hour h ON h.hour = d.hour AND h.target = d.address;
DELETE FROM storm_count;
INSERT INTO storm_count (hour, target, forged, unsure)
SELECT m.hour, m.domain, m.forged + coalesce(h.forged, 0), m.unsure + coalesce(h.unsure, 0)
FROM storm_moved m LEFT JOIN storm_hour h ON h.hour = m.hour AND h.target = m.domain
WHERE m.forged + coalesce(h.forged, 0) + m.unsure + coalesce(h.unsure, 0) > 0;
INSERT OR IGNORE INTO storm_count (hour, target, forged, unsure)
SELECT hour, address, sum(forged + iif(overrun, unsure, 0)), sum(iif(overrun, 0, unsure)) FROM storm_day
WHERE domain LIKE '_%.%_' AND domain NOT GLOB '*[^a-z0-9._-]*' AND length(domain) <= 253
GROUP BY 1, 2
HAVING sum(forged + unsure) >= iif(overrun, 1, 3);
DELETE FROM storm_hour WHERE (hour, target) IN (SELECT hour, target FROM storm_before);
INSERT INTO storm_hour (hour, target, forged, unsure) SELECT hour, target, forged, unsure FROM storm_count;

-- Where something was taken back, a row says what is left.
DELETE FROM storm_settled;
INSERT INTO storm_settled (hour, domain, address, logged, forged, unsure)
SELECT s.hour, s.domain, s.address, s.logged, sum(s.forged), sum(s.unsure)
FROM (SELECT DISTINCT hour, domain, address, logged FROM storm_new WHERE forged < 0 OR unsure < 0) n
CROSS JOIN storm_seen s ON hour_key(s.hour / 24 * 86400, s.address) = hour_key(n.hour / 24 * 86400, n.address)
    AND s.address = n.address AND s.hour = n.hour AND s.domain = n.domain AND s.logged = n.logged
GROUP BY 1, 2, 3, 4;
DELETE FROM storm_seen WHERE rowid IN (
    SELECT s.rowid FROM storm_settled n CROSS JOIN storm_seen s ON hour_key(s.hour / 24 * 86400, s.address) = hour_key(n.hour / 24 * 86400, n.address)
        AND s.address = n.address AND s.hour = n.hour AND s.domain = n.domain AND s.logged = n.logged);
INSERT INTO storm_seen (hour, domain, address, logged, forged, unsure)
SELECT hour, domain, address, logged, forged, unsure FROM storm_settled WHERE forged <> 0 OR unsure <> 0;

-- Judged anew: what has changed; and what lies behind it, since it is judged by the days before.
DELETE FROM restorm;
INSERT INTO restorm (target, from_hour)
SELECT target, min(hour)
FROM (SELECT * FROM (SELECT * FROM storm_before EXCEPT SELECT * FROM storm_count)
    UNION ALL SELECT * FROM (SELECT * FROM storm_count EXCEPT SELECT * FROM storm_before))
GROUP BY target;
INSERT INTO restorm (target, from_hour)
SELECT target, (SELECT min(hour) FROM storm_touched) FROM storm_hour INDEXED BY storm_hour_many
WHERE forged >= 10 AND hour >= (SELECT min(hour) FROM storm_touched)
GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
INSERT INTO restorm (target, from_hour)
SELECT target, min(hour) FROM storm_flag WHERE learned < 3 AND hour >= (SELECT min(hour) - 14 * 24 FROM storm_touched) GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
