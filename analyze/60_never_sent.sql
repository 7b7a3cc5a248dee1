-- never-sent: what came back could be matched, no message of ours fits, and we hold the log of all hosts that sent mail out in the week before:
-- for half an hour about the bouncing organisation's own stamp; without one, for seven days before the bounce came. Where the bounce followed that
-- stamp within a quarter of an hour, the two clocks agree, and minutes do.
CREATE TEMP TABLE IF NOT EXISTS asked (bounce_id INTEGER PRIMARY KEY, from_at INTEGER, to_at INTEGER, text TEXT, srs INTEGER);
DELETE FROM asked;
INSERT INTO asked (bounce_id, from_at, to_at, text, srs)
SELECT bounce_id,
    CASE WHEN stamp IS NULL THEN arrived_at - 7 * 86400 WHEN arrived_at - stamp BETWEEN -60 AND 900 THEN stamp - 60 ELSE stamp - 1800 END,
    CASE WHEN stamp IS NULL THEN arrived_at WHEN arrived_at - stamp BETWEEN -60 AND 900 THEN min(stamp + 60, arrived_at) ELSE min(stamp + 1800, arrived_at) END,
    text, srs
FROM (
    SELECT o.bounce_id, o.srs, t.arrived_at, coalesce(b.quoted_message_id, b.in_reply_to, CASE WHEN t.handed_n IS NOT NULL THEN 'none of its Received lines' END) AS text,
        CASE WHEN coalesce(t.handed_at, t.stamped_at) BETWEEN t.arrived_at - 14 * 86400 AND t.arrived_at + 3600 THEN coalesce(t.handed_at, t.stamped_at) END AS stamp
    FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id CROSS JOIN bounce b ON b.bounce_id = o.bounce_id)
WHERE text IS NOT NULL;
-- Where no id came back, mail of ours to its recipient in that time may be what it answers.
DELETE FROM asked WHERE text = 'none of its Received lines' AND EXISTS (
    SELECT 1 FROM addressed a CROSS JOIN mailed m ON m.recipient = a.recipient AND m.at BETWEEN asked.from_at - 1800 AND asked.to_at + 1800
    WHERE a.bounce_id = asked.bounce_id);
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT a.bounce_id, 'never-sent', a.text || ' is not in our log'
FROM asked a
WHERE NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = a.bounce_id AND (a.srs OR f.birth NOT IN ('foreign', 'unknown')))
    AND EXISTS (SELECT 1 FROM sending s WHERE s.day BETWEEN a.from_at / 86400 - 7 AND a.to_at / 86400)
    AND NOT EXISTS (
        SELECT 1 FROM sending s
        WHERE s.day BETWEEN a.from_at / 86400 - 7 AND a.to_at / 86400
            AND NOT EXISTS (SELECT 1 FROM log_span c WHERE c.host = s.host AND c.from_at <= a.from_at AND c.to_at >= a.to_at));
-- not-covered: what is missing for that.
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT a.bounce_id, 'not-covered', coalesce((
        SELECT 'the log of ' || group_concat(word, ', ') FROM (
            SELECT DISTINCT w.word FROM sending s JOIN word w ON w.word_id = s.host
            WHERE s.day BETWEEN a.from_at / 86400 - 7 AND a.to_at / 86400
                AND NOT EXISTS (SELECT 1 FROM log_span c WHERE c.host = s.host AND c.from_at <= a.from_at AND c.to_at >= a.to_at)
            ORDER BY w.word)),
        'the log of a host that sends mail out') || strftime(' from %Y-%m-%d %H:%M', a.from_at, 'unixepoch') || strftime(' to %Y-%m-%d %H:%M UTC', a.to_at, 'unixepoch')
FROM asked a
WHERE NOT EXISTS (SELECT 1 FROM fit f WHERE f.bounce_id = a.bounce_id AND (a.srs OR f.birth NOT IN ('foreign', 'unknown')))
    AND NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = a.bounce_id AND s.name = 'never-sent');
