-- What is new since conclusions were last drawn. For the stages:
--   fresh   one row: rows of evidence with a higher number than these are new; all 0 at first and in a rebuild
--   news    the ranges of time of which log lines are new
--   dirty   the bounces to judge (filled before the stages from 40 on); dirty_again: those of them that were judged before
--   own_known   what is ours: until stage 39 looks at whether that has changed, as it was when conclusions were last drawn
CREATE TEMP TABLE IF NOT EXISTS fresh (mail INTEGER, delivery INTEGER, rejection INTEGER, spf_check INTEGER, login INTEGER, link INTEGER,
    bounce INTEGER, arrival INTEGER);
CREATE TEMP TABLE IF NOT EXISTS news (from_at INTEGER, to_at INTEGER);
CREATE TEMP TABLE IF NOT EXISTS dirty (bounce_id INTEGER PRIMARY KEY);
CREATE TEMP VIEW IF NOT EXISTS dirty_again AS SELECT bounce_id FROM dirty WHERE bounce_id <= (SELECT bounce FROM fresh);
CREATE TEMP TABLE IF NOT EXISTS own_known (kind TEXT, value TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS taken (kind TEXT, target TEXT, starts_at INTEGER, ends_at INTEGER);

DELETE FROM fresh;
INSERT INTO fresh
SELECT coalesce(max(value) FILTER (WHERE name = 'analyzed_mail'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_delivery'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_rejection'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_spf_check'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_login'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_link'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_bounce'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_arrival'), 0)
FROM (SELECT name, value + 0 AS value FROM setting WHERE name LIKE 'analyzed\_%' ESCAPE '\');

-- A stream grows at its end: of one that was read on, what lies behind its last line of then.
DELETE FROM news;
INSERT INTO news (from_at, to_at)
SELECT coalesce(CASE WHEN s.first_at >= a.first_at THEN a.last_at END, s.first_at), s.last_at
FROM source_host s LEFT JOIN analyzed a ON a.source_id = s.source_id AND a.host = s.host
WHERE a.last_at IS NULL OR a.lines <> s.lines;

-- What is ours, the addresses that one relay at least has stamped as the client of our mail, and the networks about them in which most of those relays
-- lie, too (a laboratory, a closed net), or one of an unrouted one; and, where the world is private, those of ours in which our log shows
-- a relay of others (analyze/05_world.sql): who lies there is no nearer to us than anybody.
CREATE TEMP VIEW IF NOT EXISTS own_learned AS
SELECT kind, value FROM own_fact UNION SELECT 'near', value FROM own_seen WHERE how = 'far-stamp'
UNION SELECT 'crowded', net FROM (
    SELECT network(value) AS net, min(value) AS ip, count(DISTINCT part) AS relays, count(DISTINCT CASE WHEN network(part) = network(value) THEN part END) AS beside
    FROM own_seen WHERE how = 'far-stamp' AND part <> '' GROUP BY 1)
WHERE beside >= CASE WHEN is_unrouted(ip) THEN 1 ELSE 3 END AND 2 * beside >= relays
UNION SELECT 'crowded', network(o.value)
FROM (SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_world_public'))
CROSS JOIN (SELECT value FROM own_fact WHERE kind IN ('outgoing', 'network') UNION SELECT value FROM own_seen WHERE how = 'far-stamp') o
CROSS JOIN setting s ON s.name > 'analyzed_world_relay ' || network(o.value) || ' ' AND s.name < 'analyzed_world_relay ' || network(o.value) || '!'
WHERE NOT EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND organisation(d.value) = substr(s.name, instr(s.name, '/') + 4));
DELETE FROM dirty;
DELETE FROM own_known;
INSERT INTO own_known (kind, value) SELECT kind, value FROM own_learned;
DELETE FROM taken;
INSERT INTO taken (kind, target, starts_at, ends_at) SELECT kind, target, starts_at, ends_at FROM takeover;
