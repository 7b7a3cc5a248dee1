-- How many came in each hour to each domain and address: what storms are found in. (Of an address that got one or two nothing can be told; attackers
-- make up many such.)
--   forged   judged so; or unverifiable, but to an address that got too many that day (storm_overrun)
--   unsure   unverifiable
CREATE TEMP TABLE IF NOT EXISTS storm_day (day INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_rest (hour INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_overrun (address TEXT, day INTEGER, PRIMARY KEY (address, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_count (hour INTEGER, target TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, target)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS restorm (target TEXT PRIMARY KEY, from_hour INTEGER) WITHOUT ROWID;

-- Addresses to which more that is unverifiable came in a day than twice what they had sent mail to in the week before, and ten: whoever sent mail, that
-- was not all of it. What one hour has, or what was sent, changes then what all hours of the day are counted as: of days that have such an address, or
-- may have had one, the rest is counted, too.
DELETE FROM storm_day;
INSERT INTO storm_day (day) SELECT DISTINCT hour / 24 FROM (SELECT hour FROM storm_touched UNION ALL SELECT hour FROM null_hour);
DELETE FROM storm_rest;
INSERT INTO storm_rest (hour)
WITH RECURSIVE hours (hour) AS (SELECT 0 UNION ALL SELECT hour + 1 FROM hours WHERE hour < 23)
SELECT d.day * 24 + h.hour FROM storm_day d CROSS JOIN hours h WHERE d.day * 24 + h.hour NOT IN (SELECT hour FROM storm_touched);
DELETE FROM storm_overrun;
INSERT INTO storm_overrun (address, day)
WITH unsure (address, day, n) AS (
    SELECT s.address, d.day, sum(s.unsure)
    FROM storm_day d CROSS JOIN storm_seen s ON s.hour >= d.day * 24 AND s.hour < (d.day + 1) * 24
    WHERE s.unsure > 0 AND s.address <> ''
    GROUP BY 1, 2 HAVING sum(s.unsure) > 10
)
SELECT address, day FROM unsure u
WHERE n > 10 + 2 * coalesce((SELECT sum(s.recipients) FROM sender_day s WHERE s.sender = u.address AND s.day BETWEEN u.day - 8 AND u.day + 1), 0);
-- (Hours that were pruned stay as they were counted.)
DELETE FROM storm_rest WHERE NOT EXISTS (SELECT 1 FROM storm_seen s WHERE s.hour = storm_rest.hour);
DELETE FROM storm_rest
WHERE hour / 24 NOT IN (SELECT day FROM storm_overrun)
    AND NOT EXISTS (SELECT 1 FROM storm_hour s WHERE s.hour / 24 = storm_rest.hour / 24 AND s.hour BETWEEN storm_rest.hour - 23 AND storm_rest.hour + 23
        AND s.forged > 0 AND s.unsure = 0 AND instr(s.target, '@'));
INSERT INTO storm_touched (hour) SELECT hour FROM storm_rest;
CREATE TEMP VIEW IF NOT EXISTS storm_told AS
SELECT s.hour, s.domain, s.address, s.forged + iif(o.day IS NULL, 0, s.unsure) AS forged, iif(o.day IS NULL, s.unsure, 0) AS unsure
FROM storm_touched t CROSS JOIN storm_seen s ON s.hour = t.hour LEFT JOIN storm_overrun o ON o.address = s.address AND o.day = s.hour / 24;

-- What is no domain cannot be a target.
DELETE FROM storm_count;
INSERT INTO storm_count (hour, target, forged, unsure) SELECT hour, domain, sum(forged), sum(unsure) FROM storm_told GROUP BY 1, 2;
DELETE FROM storm_count WHERE (target LIKE '_%.%_' AND target NOT GLOB '*[^a-z0-9._-]*' AND length(target) <= 253) IS NOT TRUE;
INSERT OR IGNORE INTO storm_count (hour, target, forged, unsure)
SELECT hour, address, sum(forged), sum(unsure) FROM storm_told
WHERE length(address) BETWEEN 1 AND 320 AND EXISTS (SELECT 1 FROM storm_count c WHERE c.hour = storm_told.hour AND c.target = storm_told.domain)
GROUP BY 1, 2
HAVING sum(forged + unsure) >= 3 OR (address, hour / 24) IN (SELECT address, day FROM storm_overrun);
-- Judged anew: what has changed; and what lies behind it, since it is judged by the days before.
DELETE FROM restorm;
INSERT INTO restorm (target, from_hour)
WITH was AS (
    SELECT h.hour, h.target, h.forged, h.unsure FROM storm_touched d CROSS JOIN storm_hour h ON h.hour = d.hour
)
SELECT target, min(hour)
FROM (SELECT * FROM (SELECT * FROM was EXCEPT SELECT * FROM storm_count)
    UNION ALL SELECT * FROM (SELECT * FROM storm_count EXCEPT SELECT * FROM was))
GROUP BY target;
DELETE FROM storm_hour WHERE hour IN (SELECT hour FROM storm_touched);
INSERT INTO storm_hour (hour, target, forged, unsure) SELECT hour, target, forged, unsure FROM storm_count;
INSERT INTO restorm (target, from_hour)
SELECT target, (SELECT min(hour) FROM storm_touched) FROM storm_hour INDEXED BY storm_hour_many
WHERE forged >= 10 AND hour >= (SELECT min(hour) FROM storm_touched)
GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
INSERT INTO restorm (target, from_hour)
SELECT target, min(hour) FROM storm_flag WHERE learned < 3 AND hour >= (SELECT min(hour) - 14 * 24 FROM storm_touched) GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
