-- needs: dirty sending
-- sent-elsewhere, by other bounces: mail of that sender came back, in the thirty days before or the day behind, that is not in our log and tells its way: it was
-- handed over from where a host or a user of ours may be. What came back without a way amid forgeries may be that one's, too, unless it has a Message-ID that is
-- not in our log, and the sender's mail goes by us. (Of what came back in that time the first two thousand are looked at: where none of these is such a one, few are.)
CREATE TEMP TABLE IF NOT EXISTS untold (bounce_id INTEGER PRIMARY KEY, sender TEXT, day INTEGER, was TEXT);
DELETE FROM untold;
INSERT OR IGNORE INTO untold (bounce_id, sender, day, was)
SELECT t.bounce_id, t.sender, t.arrived_at / 86400, (SELECT s.detail FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name = 'sent-elsewhere' AND s.detail LIKE 'by the bounce %')
FROM retold_sender r CROSS JOIN trace t ON t.sender = r.sender AND (t.handed_ip IS NULL) = 1 AND t.arrived_at >= (r.day - 1) * 86400 AND t.arrived_at < (r.day + 31) * 86400
CROSS JOIN signal a ON a.bounce_id = t.bounce_id AND a.name = 'amid-forgeries'
WHERE (NOT EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name = 'never-sent') OR EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name = 'sender-silent'));

CREATE TEMP VIEW IF NOT EXISTS perhaps_ours AS
SELECT t.sender, t.arrived_at, t.handed_ip, b.reporting_mta
FROM trace t CROSS JOIN bounce b ON b.bounce_id = t.bounce_id CROSS JOIN signal n ON n.bounce_id = t.bounce_id AND n.name = 'never-sent'
WHERE (t.handed_ip IS NULL) = 0 AND (t.handed_ours IN (1, 2) OR EXISTS (
    SELECT 1 FROM signal s
    WHERE s.bounce_id = t.bounce_id AND (s.name IN ('origin-named-ours', 'origin-named-once', 'origin-near-ours', 'origin-behind-ours', 'origin-spf-pass', 'origin-spf-shared', 'origin-signed')
        OR s.name IN ('origin-provider', 'origin-submitted', 'origin-brings-ours', 'origin-greets-ours')
            AND NOT EXISTS (SELECT 1 FROM signal m WHERE m.bounce_id = t.bounce_id AND m.name = 'many-senders'))));
CREATE TEMP TABLE IF NOT EXISTS rival (sender TEXT, day INTEGER, until INTEGER, says TEXT, PRIMARY KEY (sender, day)) WITHOUT ROWID;
DELETE FROM rival;
INSERT INTO rival (sender, day, until)
SELECT u.sender, u.day, coalesce((SELECT t.arrived_at FROM trace t WHERE t.sender = u.sender AND (t.handed_ip IS NULL) = 0 AND t.arrived_at >= (u.day - 30) * 86400
    ORDER BY t.arrived_at LIMIT 1 OFFSET 2000), (u.day + 2) * 86400)
FROM (SELECT DISTINCT sender, day FROM untold) u;
UPDATE rival SET says = (
    SELECT 'by the bounce of ' || coalesce(p.reporting_mta || ' of ', '') || strftime('%Y-%m-%d %H:%M UTC', p.arrived_at, 'unixepoch') || ': from [' || p.handed_ip || ']'
    FROM perhaps_ours p
    WHERE p.sender = rival.sender AND p.arrived_at >= (rival.day - 30) * 86400 AND p.arrived_at <= rival.until AND p.arrived_at < (rival.day + 2) * 86400
    ORDER BY p.arrived_at, p.handed_ip, p.reporting_mta LIMIT 1);

INSERT OR IGNORE INTO dirty (bounce_id)
SELECT u.bounce_id FROM untold u CROSS JOIN rival r ON r.sender = u.sender AND r.day = u.day WHERE u.was IS NOT r.says;
DELETE FROM signal WHERE name = 'sent-elsewhere' AND detail LIKE 'by the bounce %' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT u.bounce_id, 'sent-elsewhere', r.says
FROM dirty d CROSS JOIN untold u ON u.bounce_id = d.bounce_id CROSS JOIN rival r ON r.sender = u.sender AND r.day = u.day
WHERE r.says IS NOT NULL;
