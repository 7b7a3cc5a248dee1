-- needs: dirty sending
-- amid-forgeries: what came back does not tell its way, nobody whom it was for had mail from us, and on that day, the one before or the one behind it many
-- strangers' mails came back that were handed over in the name of the same address and that we never sent. What comes amid those is one of them, as far as
-- can be told. Ten at least; and as many as the address sent itself since the week before (a hundred do) where a Message-ID tells that none of those is meant,
-- else ten for each of them, up to twenty: somebody may have sent one on to where nobody had mail from us. The log has no hole in the day before.
-- (A report that tells when its writer took the mail over, tells which of ours may have been sent on to it: those of the ten minutes before, or of an hour where the report
-- was so slow that the clocks may differ. Where there is one, nothing is told; for each other one of the hour before it takes ten forgeries, and for each of the week one.)
CREATE TEMP TABLE IF NOT EXISTS wayless (bounce_id INTEGER PRIMARY KEY, sender TEXT, day INTEGER, named INTEGER, was INTEGER, taken_at INTEGER, slow INTEGER);
DELETE FROM wayless;
INSERT OR IGNORE INTO retold_sender (sender, day)
SELECT t.sender, t.arrived_at / 86400 FROM (SELECT 1 FROM sending LIMIT 1) CROSS JOIN dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.sender IS NOT NULL;
INSERT OR IGNORE INTO wayless (bounce_id, sender, day, named, was, taken_at, slow)
SELECT t.bounce_id, t.sender, t.arrived_at / 86400, coalesce(b.quoted_message_id, b.in_reply_to) IS NOT NULL,
    EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name = 'amid-forgeries'),
    d.at, d.at < t.arrived_at - 900
FROM (SELECT 1 FROM sending LIMIT 1) CROSS JOIN retold_sender r CROSS JOIN trace t ON t.sender = r.sender AND (t.handed_ip IS NULL) = 1 AND t.arrived_at >= (r.day - 1) * 86400 AND t.arrived_at < (r.day + 2) * 86400
CROSS JOIN signal s ON s.bounce_id = t.bounce_id AND s.name = 'never-mailed' CROSS JOIN bounce b ON b.bounce_id = t.bounce_id
LEFT JOIN arrival_date d ON d.bounce_id = t.bounce_id AND d.at BETWEEN t.arrived_at - 22 * 3600 AND t.arrived_at + 900
WHERE NOT EXISTS (
    SELECT 1 FROM sending o
    WHERE o.day BETWEEN t.arrived_at / 86400 - 7 AND t.arrived_at / 86400 AND NOT EXISTS (
        SELECT 1 FROM log_span c
        WHERE c.host = o.host AND c.from_at <= t.arrived_at - 60 AND c.to_at >= t.arrived_at AND (c.from_at <= t.arrived_at - 86400
            OR NOT EXISTS (SELECT 1 FROM log_span e WHERE e.host = c.host AND e.to_at < c.from_at AND e.to_at >= t.arrived_at - 30 * 86400))));

CREATE TEMP VIEW IF NOT EXISTS forgery AS
SELECT t.bounce_id, t.sender, t.arrived_at, t.handed_ip, t.handed_n, t.bouncer
FROM trace t CROSS JOIN signal s ON s.bounce_id = t.bounce_id AND s.name = 'never-sent' CROSS JOIN signal f ON f.bounce_id = t.bounce_id AND f.name = 'origin-foreign'
WHERE (t.handed_ip IS NULL) = 0 AND t.stranger = 1
    AND NOT EXISTS (SELECT 1 FROM signal n WHERE n.bounce_id = t.bounce_id AND n.name IN ('origin-provider', 'origin-submitted', 'origin-brings-ours', 'origin-greets-ours',
        'origin-behind-ours', 'origin-spf-pass', 'origin-spf-shared', 'origin-signed', 'origin-named-ours', 'origin-named-once', 'mx-only', 'we-relayed'));
CREATE TEMP TABLE IF NOT EXISTS amid (sender TEXT, day INTEGER, sent INTEGER, forgeries INTEGER, PRIMARY KEY (sender, day)) WITHOUT ROWID;
DELETE FROM amid;
INSERT INTO amid (sender, day, sent)
SELECT w.sender, w.day, coalesce((SELECT sum(s.messages) FROM sender_day s WHERE s.sender = w.sender AND s.day BETWEEN w.day - 8 AND w.day + 1), 0)
FROM wayless w GROUP BY w.sender, w.day;
-- (Not counted further than needed.)
UPDATE amid SET forgeries = (SELECT count(*) FROM (
    SELECT 1 FROM forgery f WHERE f.sender = amid.sender AND f.arrived_at >= (amid.day - 1) * 86400 AND f.arrived_at < (amid.day + 2) * 86400 LIMIT 10))
WHERE sent <= 1;
UPDATE amid SET forgeries = (SELECT count(*) FROM (
    SELECT 1 FROM forgery f WHERE f.sender = amid.sender AND f.arrived_at >= (amid.day - 1) * 86400 AND f.arrived_at < (amid.day + 2) * 86400 LIMIT 200))
WHERE sent > 1;

CREATE TEMP TABLE IF NOT EXISTS before (bounce_id INTEGER PRIMARY KEY, meant INTEGER, sent INTEGER);
DELETE FROM before;
INSERT INTO before (bounce_id, meant, sent)
SELECT w.bounce_id, count(CASE WHEN m.first_at >= w.taken_at - iif(w.slow, 3600, 600) THEN 1 END), count(*)
FROM wayless w CROSS JOIN (SELECT -1 AS hours UNION ALL SELECT 0 UNION ALL SELECT 1) ago
CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(w.taken_at - ago.hours * 3600, w.sender)
WHERE lower(m.sender) = w.sender AND m.first_at BETWEEN w.taken_at - 3600 AND w.taken_at + iif(w.slow, 900, 60)
GROUP BY w.bounce_id;
CREATE TEMP TABLE IF NOT EXISTS amidst (bounce_id INTEGER PRIMARY KEY);
DELETE FROM amidst;
INSERT INTO amidst (bounce_id)
SELECT w.bounce_id FROM wayless w CROSS JOIN amid a ON a.sender = w.sender AND a.day = w.day LEFT JOIN before b ON b.bounce_id = w.bounce_id
WHERE a.forgeries >= max(10, CASE WHEN w.named THEN min(a.sent, 100) WHEN w.taken_at IS NULL THEN 10 * a.sent ELSE max(min(a.sent, 100), 10 * coalesce(b.sent, 0)) END)
    AND (w.named OR b.meant IS NULL OR b.meant = 0);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM wayless WHERE was <> (bounce_id IN (SELECT bounce_id FROM amidst));
DELETE FROM signal WHERE name = 'amid-forgeries' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT INTO signal (bounce_id, name, detail)
SELECT w.bounce_id, 'amid-forgeries', w.sender FROM amidst a CROSS JOIN wayless w ON w.bounce_id = a.bounce_id CROSS JOIN dirty d ON d.bounce_id = w.bounce_id;
