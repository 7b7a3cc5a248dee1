-- needs: hosts
-- Which bounces are judged anew. What is said of a bounce rests on the log from thirty days before its arrival to an hour behind it, on what is ours, and on
-- takeovers; and on other bounces, by the stages from 70 on, which add to dirty themselves.
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
DELETE FROM own_now;
INSERT INTO own_now (kind, value) SELECT kind, value FROM own_learned;
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
