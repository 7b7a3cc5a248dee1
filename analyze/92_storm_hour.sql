-- How many bounces that answer nothing of ours, and mail from <>, came in each hour to each domain and address: what storms are found in. Days of which
-- there is news are counted anew. (Of an address that got one or two nothing can be told; attackers make up many such.)
--   forged   judged so; or unverifiable, but that day more came to the address than twice what it had sent mail to in the week before, and ten:
--            whoever sent mail, that was not all of it
--   unsure   unverifiable
CREATE TEMP TABLE IF NOT EXISTS storm_count (hour INTEGER, target TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, target)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS restorm (target TEXT PRIMARY KEY, from_hour INTEGER) WITHOUT ROWID;

UPDATE storm_seen SET forged = forged + unsure, unsure = 0, overrun = 1
WHERE unsure > 0 AND (address, hour / 24) IN (
    SELECT address, hour / 24 FROM storm_seen GROUP BY 1, 2
    HAVING sum(unsure) > 10 AND sum(unsure) > 10 + 2 * coalesce((SELECT sum(s.recipients) FROM sender_day s WHERE s.sender = storm_seen.address
        AND s.day BETWEEN storm_seen.hour / 24 - 8 AND storm_seen.hour / 24 + 1), 0));

DELETE FROM storm_count;
INSERT INTO storm_count (hour, target, forged, unsure) SELECT hour, domain, sum(forged), sum(unsure) FROM storm_seen GROUP BY 1, 2;
INSERT OR IGNORE INTO storm_count (hour, target, forged, unsure) SELECT hour, address, forged, unsure FROM storm_seen
WHERE (forged + unsure >= 3 OR overrun) AND length(address) BETWEEN 1 AND 320;
-- Judged anew: what has changed; and what lies behind it, since it is judged by the days before.
DELETE FROM restorm;
INSERT INTO restorm (target, from_hour)
WITH was AS (
    SELECT h.hour, h.target, h.forged, h.unsure FROM storm_touched d CROSS JOIN storm_hour h ON h.hour BETWEEN d.day * 24 AND d.day * 24 + 23
)
SELECT target, min(hour)
FROM (SELECT * FROM (SELECT * FROM was EXCEPT SELECT * FROM storm_count)
    UNION ALL SELECT * FROM (SELECT * FROM storm_count EXCEPT SELECT * FROM was))
GROUP BY target;
DELETE FROM storm_hour WHERE hour IN (SELECT DISTINCT h.hour FROM storm_touched d CROSS JOIN storm_hour h ON h.hour BETWEEN d.day * 24 AND d.day * 24 + 23);
INSERT INTO storm_hour (hour, target, forged, unsure) SELECT hour, target, forged, unsure FROM storm_count;
INSERT INTO restorm (target, from_hour)
SELECT target, (SELECT min(day) * 24 FROM storm_touched) FROM storm_hour INDEXED BY storm_hour_many
WHERE forged >= 10 AND hour >= (SELECT min(day) * 24 FROM storm_touched)
GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
INSERT INTO restorm (target, from_hour)
SELECT target, min(hour) FROM storm_flag WHERE learned < 3 AND hour >= (SELECT (min(day) - 14) * 24 FROM storm_touched) GROUP BY target
ON CONFLICT DO UPDATE SET from_hour = min(from_hour, excluded.from_hour);
