-- needs: dirty unread
-- unread-server: in the two weeks before, a mail server whose log is not read wrote lines on a host of ours: that our log knows nothing of a mail says little.
CREATE TEMP TABLE IF NOT EXISTS unread_weeks (day INTEGER PRIMARY KEY, servers TEXT);
DELETE FROM unread_weeks;
INSERT INTO unread_weeks (day, servers)
SELECT a.day, (SELECT group_concat(server, ', ') FROM (
        SELECT DISTINCT (SELECT m.system FROM mail_server m WHERE u.program GLOB m.program AND m.sends) || ' on ' || h.word AS server
        FROM unread_day u CROSS JOIN word h ON h.word_id = u.host
        WHERE u.day BETWEEN a.day - 14 AND a.day ORDER BY 1 LIMIT 5))
FROM (SELECT DISTINCT at / 86400 AS day FROM about WHERE EXISTS (SELECT 1 FROM unread_day)) a;
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT o.bounce_id, 'unread-server', u.servers
FROM unread_weeks u CROSS JOIN about o ON o.at / 86400 = u.day
WHERE u.servers IS NOT NULL;
