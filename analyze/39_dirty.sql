-- Which bounces are judged for the first time; and what those that are judged anew (38_anew.sql) had come to.
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM bounce WHERE bounce_id > (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM arrival WHERE arrival_id > (SELECT arrival FROM fresh) AND +bounce_id <= (SELECT bounce FROM fresh);
-- What those rested on until now, that others rest on, too.
CREATE TEMP TABLE IF NOT EXISTS retold_day (ip TEXT, day INTEGER, PRIMARY KEY (ip, day)) WITHOUT ROWID;
CREATE TEMP VIEW IF NOT EXISTS retold_ip AS SELECT DISTINCT ip FROM retold_day;
DELETE FROM retold_day;
INSERT OR IGNORE INTO retold_day (ip, day)
SELECT t.handed_ip, t.arrived_at / 86400 FROM dirty_again d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ip IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS retold_sender (sender TEXT, day INTEGER, PRIMARY KEY (sender, day)) WITHOUT ROWID;
DELETE FROM retold_sender;
INSERT OR IGNORE INTO retold_sender (sender, day)
SELECT t.sender, t.arrived_at / 86400 FROM dirty_again d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.sender IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS retold_fit (part_id INTEGER, recipient TEXT, PRIMARY KEY (part_id, recipient)) WITHOUT ROWID;
DELETE FROM retold_fit;
INSERT OR IGNORE INTO retold_fit (part_id, recipient)
SELECT f.part_id, f.recipient FROM dirty_again d CROSS JOIN fit f ON f.bounce_id = d.bounce_id WHERE f.recipient IS NOT NULL;

-- What they counted as until now where storms are looked for (91_storm_seen.sql), and the mail from <> of the log that they are.
CREATE TEMP VIEW IF NOT EXISTS storm_dirty AS
SELECT d.bounce_id, b.at / 3600 AS hour, b.domain, b.address, b.forged FROM dirty d CROSS JOIN storm_bounces b ON b.bounce_id = d.bounce_id;
CREATE TEMP TABLE IF NOT EXISTS storm_was (bounce_id INTEGER PRIMARY KEY, hour INTEGER, domain TEXT, address TEXT, forged INTEGER);
DELETE FROM storm_was;
INSERT INTO storm_was (bounce_id, hour, domain, address, forged)
SELECT bounce_id, hour, domain, address, forged FROM storm_dirty WHERE bounce_id <= (SELECT bounce FROM fresh) AND NOT EXISTS (SELECT 1 FROM changed);
CREATE TEMP TABLE IF NOT EXISTS storm_claimed (part_id INTEGER PRIMARY KEY);
DELETE FROM storm_claimed;
INSERT OR IGNORE INTO storm_claimed (part_id)
SELECT t.arrival_part_id FROM dirty_again d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.arrival_part_id IS NOT NULL;
-- The hours in which they had come.
CREATE TEMP TABLE IF NOT EXISTS storm_touched (hour INTEGER PRIMARY KEY);
DELETE FROM storm_touched;
INSERT OR IGNORE INTO storm_touched (hour)
SELECT t.arrived_at / 3600 FROM dirty_again d CROSS JOIN trace t ON t.bounce_id = d.bounce_id;
