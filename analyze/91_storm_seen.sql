-- gathers: storm_seen
-- How many bounces that answer nothing of ours, and mail from <>, came in each hour to each address of a domain. Rows of the same add up: what dirty bounces
-- counted as is taken back by rows below zero, and so is mail from <> that is a bounce now; where the log tells something else of an hour than it did, all
-- mail from <> of it. Where something else is ours than before, all is counted anew. What lies behind storm_mark is what has changed, for 92_storm_hour.sql.
CREATE TEMP TABLE IF NOT EXISTS storm_anew (one INTEGER);
DELETE FROM storm_anew;
INSERT INTO storm_anew (one)
SELECT 1 WHERE EXISTS (SELECT 1 FROM changed) OR NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_storms');
REPLACE INTO setting (name, value) VALUES ('analyzed_storms', '1');

-- The hours of which there is news.
INSERT OR IGNORE INTO storm_touched (hour) SELECT hour FROM storm_relogged;
INSERT OR IGNORE INTO storm_touched (hour) SELECT t.arrived_at / 3600 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id;
INSERT OR IGNORE INTO storm_touched (hour) SELECT n.at / 3600 FROM storm_anew CROSS JOIN null_judged n;
INSERT OR IGNORE INTO storm_touched (hour) SELECT t.arrived_at / 3600 FROM storm_anew CROSS JOIN trace t;

-- Parts that have become bounces (-1), and such as are none any more (1).
CREATE TEMP TABLE IF NOT EXISTS storm_turned (part_id INTEGER PRIMARY KEY, n INTEGER);
DELETE FROM storm_turned;
INSERT OR IGNORE INTO storm_turned (part_id, n)
SELECT t.arrival_part_id, -1 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id
WHERE t.arrival_part_id IS NOT NULL AND t.arrival_part_id NOT IN (SELECT part_id FROM storm_claimed)
    AND NOT EXISTS (SELECT 1 FROM trace o WHERE o.arrival_part_id = t.arrival_part_id AND o.bounce_id NOT IN (SELECT bounce_id FROM dirty))
    AND NOT EXISTS (SELECT 1 FROM storm_anew);
INSERT INTO storm_turned (part_id, n)
SELECT c.part_id, 1 FROM storm_claimed c
WHERE NOT EXISTS (SELECT 1 FROM trace t WHERE t.arrival_part_id = c.part_id) AND NOT EXISTS (SELECT 1 FROM storm_anew);

DELETE FROM storm_seen WHERE rowid IN (SELECT s.rowid FROM storm_anew CROSS JOIN storm_touched t CROSS JOIN storm_seen s ON s.hour = t.hour);
CREATE TEMP TABLE IF NOT EXISTS storm_mark (row INTEGER);
DELETE FROM storm_mark;
INSERT INTO storm_mark (row) SELECT coalesce(max(rowid), 0) FROM storm_seen;
INSERT INTO storm_seen (hour, domain, address, forged, unsure, logged)
SELECT hour, domain, coalesce(address, ''), -forged, forged - 1, 0 FROM storm_was WHERE domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM storm_anew);
SELECT gather(domain || ' ' || coalesce(address, ''), hour, forged, 0, 0, 0) FROM storm_dirty
WHERE domain IS NOT NULL AND NOT EXISTS (SELECT 1 FROM storm_anew);
