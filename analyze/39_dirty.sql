-- Which bounces are judged, for the first time or anew. What is said of a bounce rests on the log from thirty days before its arrival
-- to an hour behind it, on what is ours, and on takeovers; and on other bounces, by the stages from 71 on, which add to dirty themselves.
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM bounce WHERE bounce_id > (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM arrival WHERE arrival_id > (SELECT arrival FROM fresh) AND +bounce_id <= (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT a.bounce_id FROM news n CROSS JOIN arrival a ON a.arrived_at BETWEEN n.from_at - 3600 AND n.to_at + 30 * 86400;

-- Those that an address handed over which has brought us mail in our own name since (68_origin_brings_ours.sql).
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT t.bounce_id
FROM (SELECT DISTINCT client_ip FROM mail
    WHERE part_id > (SELECT nullif(mail, 0) FROM fresh) AND +sasl_user IS NULL AND domain(sender) IN (SELECT value FROM own WHERE kind = 'domain')) m
CROSS JOIN trace t ON t.handed_ip = m.client_ip;

-- All, when something else is ours than before. (A few of thousands of networks would not need all; but they are learned in the first days.)
CREATE TEMP TABLE IF NOT EXISTS own_now (kind TEXT, value TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS changed (what TEXT);
DELETE FROM own_now;
INSERT INTO own_now (kind, value) SELECT kind, value FROM own_learned;
DELETE FROM changed;
INSERT INTO changed (what)
SELECT 'own' WHERE EXISTS (SELECT kind, value FROM own_now EXCEPT SELECT kind, value FROM own_known)
    OR EXISTS (SELECT kind, value FROM own_known EXCEPT SELECT kind, value FROM own_now)
UNION ALL
SELECT 'pin' WHERE (SELECT group_concat(kind || ' ' || value, char(10)) FROM (SELECT kind, value FROM pin ORDER BY kind, value))
    IS NOT (SELECT value FROM setting WHERE name = 'analyzed_pins')
UNION ALL
SELECT 'world' WHERE (SELECT private + loop FROM world) <> (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'analyzed_world')
UNION ALL
SELECT 'suffix' FROM suffix WHERE name IS NOT (SELECT value FROM setting WHERE name = 'analyzed_suffix');
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT b.bounce_id FROM (SELECT 1 FROM changed LIMIT 1) CROSS JOIN bounce b;
DELETE FROM own_known;
INSERT INTO own_known (kind, value) SELECT kind, value FROM own_now;

-- Those whose account or client a takeover names that is new or ends otherwise.
INSERT OR IGNORE INTO dirty (bounce_id)
WITH moved (target) AS (
    SELECT target FROM (SELECT kind, target, starts_at, ends_at FROM takeover EXCEPT SELECT kind, target, starts_at, ends_at FROM taken)
    UNION SELECT target FROM (SELECT kind, target, starts_at, ends_at FROM taken EXCEPT SELECT kind, target, starts_at, ends_at FROM takeover)
)
SELECT v.bounce_id FROM (SELECT 1 FROM moved LIMIT 1) CROSS JOIN verdict v
WHERE (v.account IN (SELECT target FROM moved) OR v.client_ip IN (SELECT target FROM moved));

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
