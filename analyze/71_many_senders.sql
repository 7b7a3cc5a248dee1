-- needs: dirty
-- many-senders: that origin forged several of our addresses: three; or ten in one day where it is a provider's, whose customers may be users of ours,
-- or may be a host that sends for us: their own bounces come one by one, and over the weeks they are many, too.
INSERT OR IGNORE INTO retold_day (ip, day)
SELECT t.handed_ip, t.arrived_at / 86400 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ip IS NOT NULL;
-- (It is enough to count up to ten. Where no bounce is judged anew, ten stay ten.)
CREATE TEMP TABLE IF NOT EXISTS senders (ip TEXT PRIMARY KEY, n INTEGER, was INTEGER) WITHOUT ROWID;
DELETE FROM senders;
INSERT INTO senders (ip, n, was)
SELECT ip, 10, 10 FROM retold_ip CROSS JOIN forger_count USING (ip) WHERE senders = 10 AND NOT EXISTS (SELECT 1 FROM dirty_again);
INSERT INTO senders (ip, n, was)
WITH RECURSIVE next (ip, sender, n) AS (
    SELECT ip, (SELECT t.sender FROM trace t WHERE t.handed_ip = retold_ip.ip AND t.stranger = 1 AND t.sender IS NOT NULL ORDER BY t.sender LIMIT 1), 0 FROM retold_ip
    WHERE ip NOT IN (SELECT ip FROM senders)
    UNION ALL
    SELECT ip, (SELECT t.sender FROM trace t WHERE t.handed_ip = next.ip AND t.stranger = 1 AND t.sender > next.sender ORDER BY t.sender LIMIT 1), n + 1 FROM next
    WHERE next.sender IS NOT NULL AND n < 10
)
SELECT ip, max(n), coalesce((SELECT s.senders FROM forger_count s WHERE s.ip = next.ip), 0) FROM next GROUP BY ip;
CREATE TEMP TABLE IF NOT EXISTS busy (ip TEXT, day INTEGER, PRIMARY KEY (ip, day)) WITHOUT ROWID;
DELETE FROM busy;
INSERT INTO busy (ip, day)
SELECT r.ip, r.day FROM senders s CROSS JOIN retold_day r ON r.ip = s.ip
WHERE s.n = 10 AND (SELECT count(*) FROM (
    SELECT DISTINCT t.sender FROM trace t WHERE t.handed_ip = r.ip AND t.stranger = 1 AND t.sender IS NOT NULL AND t.arrived_at / 86400 = r.day LIMIT 10)) = 10;
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT t.bounce_id FROM senders s CROSS JOIN trace t ON t.handed_ip = s.ip WHERE (s.n >= 3) <> (s.was >= 3) AND t.bounce_id <= (SELECT bounce FROM fresh);
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT t.bounce_id FROM retold_day r CROSS JOIN trace t ON t.handed_ip = r.ip AND t.stranger = 1 AND t.arrived_at / 86400 = r.day
CROSS JOIN signal v ON v.bounce_id = t.bounce_id AND v.name IN ('origin-provider', 'origin-submitted', 'origin-brings-ours', 'origin-greets-ours')
WHERE EXISTS (SELECT 1 FROM busy b WHERE b.ip = r.ip AND b.day = r.day) <> EXISTS (SELECT 1 FROM forger_day f WHERE f.ip = r.ip AND f.day = r.day)
    AND t.bounce_id <= (SELECT bounce FROM fresh);
DELETE FROM forger_day WHERE (ip, day) IN (SELECT ip, day FROM retold_day);
INSERT INTO forger_day (ip, day) SELECT ip, day FROM busy;
DELETE FROM forger_count WHERE ip IN (SELECT ip FROM senders);
INSERT INTO forger_count (ip, senders) SELECT ip, n FROM senders WHERE n > 0;
DELETE FROM signal WHERE name = 'many-senders' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT INTO signal (bounce_id, name, detail)
SELECT d.bounce_id, 'many-senders', t.handed_ip
FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id AND t.stranger = 1 CROSS JOIN forger_count s ON s.ip = t.handed_ip
WHERE s.senders >= 3 AND (EXISTS (SELECT 1 FROM forger_day f WHERE f.ip = t.handed_ip AND f.day = t.arrived_at / 86400)
    OR NOT EXISTS (SELECT 1 FROM signal v WHERE v.bounce_id = d.bounce_id AND v.name IN ('origin-provider', 'origin-submitted', 'origin-brings-ours', 'origin-greets-ours')));
