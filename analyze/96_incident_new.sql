-- needs: storm
-- Which storms are one incident: those of a domain and its addresses at times that lie no six hours apart; and those of several domains at such times, where
-- the same origins forged them. And takeovers, by the same stranger where it can be told; their bounces are those that answer what was sent.
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

-- Takeovers that belong together: of accounts at such times that were used from the same networks, which were new to both; a third, at least, of those of
-- the one that was used from more. (Two that hired the same proxies share some of very many.) Their number is below nothing, since storms have those above.
CREATE TEMP TABLE IF NOT EXISTS takeover_part (part INTEGER PRIMARY KEY, kind TEXT, target TEXT, starts_at INTEGER, ends_at INTEGER, messages INTEGER, recipients INTEGER,
    reasons TEXT, whole INTEGER);
CREATE TEMP TABLE IF NOT EXISTS takeover_network (network TEXT, part INTEGER, PRIMARY KEY (network, part)) WITHOUT ROWID;
DELETE FROM takeover_part;
INSERT INTO takeover_part (part, kind, target, starts_at, ends_at, messages, recipients, reasons)
SELECT -row_number() OVER (ORDER BY starts_at, kind, target), kind, target, starts_at, ends_at, messages, recipients, reasons FROM takeover;
DELETE FROM takeover_network;
INSERT INTO takeover_network (network, part)
SELECT DISTINCT c.network, p.part
FROM takeover_part p CROSS JOIN client_day c ON c.account = p.target AND c.day BETWEEN local_day_number(p.starts_at) AND local_day_number(p.ends_at)
WHERE p.kind = 'account' AND NOT (
    SELECT count(*) >= 3 OR coalesce(min(h.day) < local_day_number(p.starts_at) - 7, 0) FROM client_day h
    WHERE h.account = c.account AND h.network = c.network AND h.day BETWEEN local_day_number(p.starts_at) - 60 AND local_day_number(p.starts_at) - 1);
DELETE FROM storm_link;
INSERT INTO storm_link (a, b)
WITH wide AS (
    SELECT part, count(*) AS n FROM takeover_network GROUP BY part
)
SELECT x.part, y.part
FROM takeover_network x CROSS JOIN takeover_network y ON y.network = x.network
CROSS JOIN takeover_part a ON a.part = x.part CROSS JOIN takeover_part b ON b.part = y.part CROSS JOIN wide v ON v.part = a.part CROSS JOIN wide w ON w.part = b.part
WHERE b.starts_at <= a.ends_at + 6 * 3600 AND b.ends_at >= a.starts_at - 6 * 3600
GROUP BY x.part, y.part HAVING 3 * count(*) >= max(v.n, w.n);
UPDATE takeover_part SET whole = (
    WITH RECURSIVE reach (part) AS (SELECT takeover_part.part UNION SELECT l.b FROM reach r CROSS JOIN storm_link l ON l.a = r.part)
    SELECT max(part) FROM reach);

INSERT OR IGNORE INTO incident_new (incident_id, kind, target, starts_at, ends_at, messages, recipients, reasons, bounces, whole)
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY whole ORDER BY recipients DESC, target, starts_at) AS rank,
        min(starts_at) OVER (PARTITION BY whole) AS first_at, max(ends_at) OVER (PARTITION BY whole) AS last_at, sum(messages) OVER (PARTITION BY whole) AS all_messages,
        sum(recipients) OVER (PARTITION BY whole) AS all_recipients
    FROM takeover_part
)
SELECT 'takeover-' || CASE WHEN lower(target) NOT GLOB '*[^a-z0-9._@+=:-]*' AND length(target) <= 100 THEN lower(target) ELSE 'account' END
        || strftime('-%Y%m%dT%H%M', first_at, 'unixepoch'),
    'takeover', target, first_at, last_at, all_messages, all_recipients,
    (SELECT json_group_array(name) FROM (SELECT DISTINCT j.value AS name FROM takeover_part p CROSS JOIN json_each(p.reasons) j WHERE p.whole = r.whole ORDER BY name)), 0, whole
FROM ranked r WHERE rank = 1;
