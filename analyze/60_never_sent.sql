-- needs: dirty
-- never-sent: what came back could be matched, no message of ours fits, and we hold the log of all hosts that sent mail out in the week before:
-- for half an hour about the bouncing organisation's own stamp; without one, for seven days before the bounce came. Where the bounce followed that
-- stamp within a quarter of an hour, the two clocks agree, and a minute does. As long as the bounce took, ten seconds at least, does where no stranger's line is next below
-- that stamp: only by way of a stranger could mail of ours have left us before, and what our own host hands over is logged at that time.
-- (Without a Message-ID the Received lines tell, if a From: behind them shows that none was cut off.)
CREATE TEMP TABLE IF NOT EXISTS asked (bounce_id INTEGER PRIMARY KEY, from_at INTEGER, to_at INTEGER, text TEXT, srs INTEGER);
DELETE FROM asked;
INSERT INTO asked (bounce_id, from_at, to_at, text, srs)
WITH told AS (
    SELECT o.bounce_id, o.srs, t.arrived_at, coalesce(b.quoted_message_id, b.in_reply_to, CASE WHEN t.handed_n IS NOT NULL AND b.quoted_from IS NOT NULL THEN 'none of its Received lines' END) AS text,
        CASE WHEN coalesce(t.handed_at, t.stamped_at) BETWEEN t.arrived_at - 14 * 86400 AND t.arrived_at + 3600 THEN coalesce(t.handed_at, t.stamped_at) END AS stamp,
        t.handed_at IS NOT NULL AND b.quoted_message_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.bounce_id = o.bounce_id AND h.arrival_id = 0 AND h.n = t.handed_n + 1
                AND coalesce(h.stamped_by, '') NOT IN (SELECT value FROM own WHERE kind = 'host')) AS direct
    FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
), timed AS (
    SELECT bounce_id, srs, text, stamp, arrived_at, CASE
        WHEN arrived_at - stamp NOT BETWEEN -60 AND 900 THEN 1800
        WHEN direct THEN max(10, min(60, abs(arrived_at - stamp) + 2))
        ELSE 60 END AS around
    FROM told WHERE text IS NOT NULL
)
SELECT bounce_id, iif(stamp IS NULL, arrived_at - 7 * 86400, min(stamp, arrived_at) - around), iif(stamp IS NULL, arrived_at, min(stamp + around, arrived_at)), text, srs FROM timed;
-- Where no id came back, mail of ours to its recipient in that time may be what it answers.
DELETE FROM asked WHERE text = 'none of its Received lines' AND EXISTS (
    SELECT 1 FROM addressed a CROSS JOIN mailed m ON m.recipient = a.recipient AND m.at BETWEEN asked.from_at - 1800 AND asked.to_at + 1800
    WHERE a.bounce_id = asked.bounce_id);
DELETE FROM asked WHERE EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = asked.bounce_id AND (asked.srs OR f.birth NOT IN ('foreign', 'unknown')))
    OR EXISTS (SELECT 1 FROM outward w WHERE w.bounce_id = asked.bounce_id);

-- The hosts that sent mail out then, for each two days that a bounce asks about.
CREATE TEMP TABLE IF NOT EXISTS sent_by (from_day INTEGER, to_day INTEGER, name TEXT, host INTEGER, PRIMARY KEY (from_day, to_day, name)) WITHOUT ROWID;
DELETE FROM sent_by;
INSERT OR IGNORE INTO sent_by (from_day, to_day, name, host)
SELECT a.from_day, a.to_day, w.word, s.host
FROM (SELECT DISTINCT from_at / 86400 AS from_day, to_at / 86400 AS to_day FROM asked) a
CROSS JOIN sending s ON s.day BETWEEN a.from_day - 7 AND a.to_day CROSS JOIN word w ON w.word_id = s.host;
-- A host that wrote the bounce itself sends mail out, too: one of our house, beside an address that we send from, without a log that was read.
CREATE TEMP TABLE IF NOT EXISTS house (organisation TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM house;
INSERT OR IGNORE INTO house (organisation)
SELECT organisation(value) FROM own_fact WHERE kind = 'host' AND how IN ('wrote-notice', 'took-over', 'stamped-arrival') AND organisation(value) IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS unlogged (bounce_id INTEGER PRIMARY KEY, name TEXT);
DELETE FROM unlogged;
INSERT INTO unlogged (bounce_id, name)
SELECT a.bounce_id, b.reporting_mta
FROM (SELECT 1 FROM house LIMIT 1) CROSS JOIN asked a CROSS JOIN trace t ON t.bounce_id = a.bounce_id CROSS JOIN house h ON h.organisation = t.bouncer CROSS JOIN bounce b ON b.bounce_id = a.bounce_id
WHERE b.reporting_mta <> '' AND (t.delivered_by_ip IS NULL OR network(t.delivered_by_ip) IN (SELECT net FROM own_near UNION SELECT net FROM own_crowd))
    AND NOT EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'host' AND o.value = lower(b.reporting_mta) AND o.how IN ('log', 'wrote-notice'));
CREATE TEMP TABLE IF NOT EXISTS lacking (bounce_id INTEGER, name TEXT, PRIMARY KEY (bounce_id, name)) WITHOUT ROWID;
DELETE FROM lacking;
INSERT OR IGNORE INTO lacking (bounce_id, name)
SELECT a.bounce_id, s.name
FROM asked a CROSS JOIN sent_by s ON s.from_day = a.from_at / 86400 AND s.to_day = a.to_at / 86400
WHERE NOT EXISTS (SELECT 1 FROM log_span c WHERE c.host = s.host AND c.from_at <= a.from_at AND c.to_at >= a.to_at)
UNION ALL SELECT bounce_id, name FROM unlogged;
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT a.bounce_id, 'never-sent', a.text || ' is not in our log'
FROM asked a
WHERE EXISTS (SELECT 1 FROM sent_by s WHERE s.from_day = a.from_at / 86400 AND s.to_day = a.to_at / 86400)
    AND NOT EXISTS (SELECT 1 FROM lacking l WHERE l.bounce_id = a.bounce_id);
-- not-covered: what is missing for that.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT a.bounce_id, 'not-covered', coalesce((SELECT 'the log of ' || group_concat(l.name, ', ') FROM lacking l WHERE l.bounce_id = a.bounce_id),
        'the log of a host that sends mail out') || strftime(' from %Y-%m-%d %H:%M', a.from_at, 'unixepoch') || strftime(' to %Y-%m-%d %H:%M UTC', a.to_at, 'unixepoch')
FROM asked a
WHERE NOT EXISTS (SELECT 1 FROM sent_by s WHERE s.from_day = a.from_at / 86400 AND s.to_day = a.to_at / 86400)
    OR EXISTS (SELECT 1 FROM lacking l WHERE l.bounce_id = a.bounce_id);
