-- The same of each domain and address: what storms are found in. (Of an address that got one or two nothing can be told; attackers make up many such.)
--   forged   judged so; or unverifiable, but to an address that got too many that day (storm_overrun)
--   unsure   unverifiable
CREATE TEMP TABLE IF NOT EXISTS storm_count (hour INTEGER, target TEXT, forged INTEGER, unsure INTEGER, PRIMARY KEY (hour, target)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS restorm (target TEXT PRIMARY KEY, from_hour INTEGER) WITHOUT ROWID;

UPDATE storm_seen SET forged = forged + unsure, unsure = 0
WHERE unsure > 0 AND (address, hour / 24) IN (SELECT address, day FROM storm_overrun);

-- What is no domain cannot be a target.
DELETE FROM storm_count;
INSERT INTO storm_count (hour, target, forged, unsure) SELECT hour, domain, sum(forged), sum(unsure) FROM storm_seen GROUP BY 1, 2;
DELETE FROM storm_count WHERE (target LIKE '_%.%_' AND target NOT GLOB '*[^a-z0-9._-]*' AND length(target) <= 253) IS NOT TRUE;
INSERT OR IGNORE INTO storm_count (hour, target, forged, unsure)
SELECT hour, address, sum(forged), sum(unsure) FROM storm_seen
WHERE length(address) BETWEEN 1 AND 320 AND EXISTS (SELECT 1 FROM storm_count c WHERE c.hour = storm_seen.hour AND c.target = storm_seen.domain)
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
