-- Which storms are one incident: those of a domain and its addresses at times that lie no six hours apart; and those of several domains at such times, where
-- the same origins forged them. And takeovers, of which the bounces are those that answer what was sent.
CREATE TEMP TABLE IF NOT EXISTS storm_link (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_part (part INTEGER PRIMARY KEY, target TEXT, domain TEXT, first_hour INTEGER, starts_at INTEGER, ends_at INTEGER, bounces INTEGER,
    usual REAL, bound REAL, learned INTEGER, whole INTEGER);
CREATE INDEX IF NOT EXISTS temp.storm_part_domain ON storm_part (domain, starts_at);
CREATE TEMP TABLE IF NOT EXISTS incident_new (incident_id TEXT PRIMARY KEY, kind TEXT, target TEXT, starts_at INTEGER, ends_at INTEGER, bounces INTEGER,
    usual REAL, bound REAL, learned INTEGER, messages INTEGER, recipients INTEGER, reasons TEXT, whole INTEGER) WITHOUT ROWID;

DELETE FROM storm_part;
INSERT INTO storm_part (target, domain, first_hour, starts_at, ends_at, bounces, usual, bound, learned)
SELECT target, coalesce(domain(target), target), first_hour, starts_at, ends_at, bounces, usual, bound, learned FROM storm;
DELETE FROM storm_link;
INSERT OR IGNORE INTO storm_link (a, b)
SELECT a.part, b.part
FROM storm_part a CROSS JOIN storm_part b ON b.domain = a.domain AND b.starts_at <= a.ends_at + 6 * 3600
WHERE b.ends_at >= a.starts_at - 6 * 3600
UNION
SELECT a.part, b.part
FROM storm_origin o CROSS JOIN storm_origin p ON p.ip = o.ip
CROSS JOIN storm_part a ON a.target = o.target AND a.first_hour = o.first_hour CROSS JOIN storm_part b ON b.target = p.target AND b.first_hour = p.first_hour
WHERE b.starts_at <= a.ends_at + 6 * 3600 AND b.ends_at >= a.starts_at - 6 * 3600;
UPDATE storm_part SET whole = (
    WITH RECURSIVE reach (part) AS (SELECT storm_part.part UNION SELECT l.b FROM reach r CROSS JOIN storm_link l ON l.a = r.part)
    SELECT min(part) FROM reach);

-- Its target: the domain that most came to; where no domain as a whole was hit, the address.
DELETE FROM incident_new;
INSERT OR IGNORE INTO incident_new (incident_id, kind, target, starts_at, ends_at, bounces, usual, bound, learned, whole)
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY whole ORDER BY target LIKE '%@%', bounces DESC, target, starts_at) AS rank,
        min(starts_at) OVER (PARTITION BY whole) AS first_at, max(ends_at) OVER (PARTITION BY whole) AS last_at
    FROM storm_part
)
SELECT 'storm-' || CASE WHEN target NOT GLOB '*[^a-z0-9._@+=-]*' AND length(target) <= 100 THEN target ELSE domain END || strftime('-%Y%m%dT%H%M', first_at, 'unixepoch'),
    'backscatter', target, first_at, last_at, 0, usual, bound, learned, whole
FROM ranked WHERE rank = 1;

INSERT OR IGNORE INTO incident_new (incident_id, kind, target, starts_at, ends_at, messages, recipients, reasons, bounces)
SELECT 'takeover-' || CASE WHEN lower(t.target) NOT GLOB '*[^a-z0-9._@+=:-]*' AND length(t.target) <= 100 THEN lower(t.target) ELSE 'account' END
        || strftime('-%Y%m%dT%H%M', t.starts_at, 'unixepoch'),
    'takeover', t.target, t.starts_at, t.ends_at, t.messages, t.recipients, t.reasons, 0
FROM takeover t;
