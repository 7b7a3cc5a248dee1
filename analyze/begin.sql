-- What is new since conclusions were last drawn. For the stages:
--   fresh   one row: rows of evidence with a higher number than these are new; all 0 at first and in a rebuild. news: whether there is something new in the log,
--           or it is to be looked at in another light: other pins, something pruned, another world (analyze/05_world.sql). Else the stages below 40 come to
--           what they came to before
--   news    the ranges of time of which log lines are new
--   suffix, world   how mail reaches the world, as it was known then (analyze/04_suffix.sql, 05_world.sql)
--   log_span, null_hour, storm_relogged   what stages 29, 30 and 91_storm_log.sql find
--   changed   what is otherwise than it was then (stage 38): all bounces are judged anew
--   dirty   the bounces to judge (filled by stages 38 and 39); dirty_again: those of them that were judged before
--   own_known   what is ours: until stage 38 looks at whether that has changed, as it was when conclusions were last drawn
CREATE TEMP TABLE IF NOT EXISTS fresh (mail INTEGER, delivery INTEGER, rejection INTEGER, spf_check INTEGER, login INTEGER, link INTEGER,
    bounce INTEGER, arrival INTEGER, news INTEGER);
CREATE TEMP TABLE IF NOT EXISTS news (from_at INTEGER, to_at INTEGER);
CREATE TEMP TABLE IF NOT EXISTS suffix (name TEXT, from_delivery INTEGER, from_bounce INTEGER);
CREATE TEMP TABLE IF NOT EXISTS world (private INTEGER, loop INTEGER);
CREATE TEMP TABLE IF NOT EXISTS log_span (host INTEGER, from_at INTEGER, to_at INTEGER, PRIMARY KEY (host, from_at, to_at)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS null_hour (hour INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_relogged (hour INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS changed (what TEXT);
CREATE TEMP TABLE IF NOT EXISTS dirty (bounce_id INTEGER PRIMARY KEY);
CREATE TEMP VIEW IF NOT EXISTS dirty_again AS SELECT bounce_id FROM dirty WHERE bounce_id <= (SELECT bounce FROM fresh);
CREATE TEMP TABLE IF NOT EXISTS own_known (kind TEXT, value TEXT, PRIMARY KEY (kind, value)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS taken (kind TEXT, target TEXT, starts_at INTEGER, ends_at INTEGER);

DELETE FROM fresh;
INSERT INTO fresh
SELECT coalesce(max(value) FILTER (WHERE name = 'analyzed_mail'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_delivery'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_rejection'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_spf_check'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_login'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_link'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_bounce'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_arrival'), 0),
    coalesce(max(value) FILTER (WHERE name = 'analyzed_log'), 0) = 0
FROM (SELECT name, value + 0 AS value FROM setting WHERE name LIKE 'analyzed\_%' ESCAPE '\');

-- A stream grows at its end: of one that was read on, what lies behind its last line of then.
DELETE FROM news;
INSERT INTO news (from_at, to_at)
SELECT coalesce(CASE WHEN s.first_at >= a.first_at THEN a.last_at END, s.first_at), s.last_at
FROM source_host s LEFT JOIN analyzed a ON a.source_id = s.source_id AND a.host = s.host
WHERE a.last_at IS NULL OR a.lines <> s.lines;
UPDATE fresh SET news = 1
WHERE EXISTS (SELECT 1 FROM news) OR (SELECT max(part_id) FROM mail) > mail OR (SELECT max(delivery_id) FROM delivery) > delivery
    OR (SELECT max(rejection_id) FROM rejection) > rejection OR (SELECT max(check_id) FROM main.spf_check) > spf_check
    OR (SELECT max(login_id) FROM main.login) > login OR (SELECT max(link_id) FROM main.link) > link
    OR (SELECT group_concat(kind || ' ' || value, char(10)) FROM (SELECT kind, value FROM pin ORDER BY kind, value)) IS NOT (SELECT value FROM setting WHERE name = 'analyzed_pins');
DELETE FROM suffix;
INSERT INTO suffix (name) VALUES ((SELECT value FROM setting WHERE name = 'analyzed_suffix'));
DELETE FROM world;
INSERT INTO world (private, loop)
SELECT coalesce(max(value) FILTER (WHERE name = 'analyzed_world'), 0) - coalesce(max(value) FILTER (WHERE name = 'analyzed_loop'), 0), coalesce(max(value) FILTER (WHERE name = 'analyzed_loop'), 0)
FROM (SELECT name, value + 0 AS value FROM setting WHERE name IN ('analyzed_world', 'analyzed_loop'));

DELETE FROM log_span;
DELETE FROM null_hour;
DELETE FROM storm_relogged;
DELETE FROM changed;
DELETE FROM dirty;
DELETE FROM taken;
INSERT INTO taken (kind, target, starts_at, ends_at) SELECT kind, target, starts_at, ends_at FROM takeover;
