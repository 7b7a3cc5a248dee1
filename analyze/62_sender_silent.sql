-- needs: dirty log
-- Both warn, of what our log does not know and what came back without telling its way (or only by an address that is anybody's): no line tells whence it was.
--   sender-silent   our log shows no mail of that address in the thirty days before: nothing tells that what it sends goes by us. A web form's, a shop's
--   id-names-ours   the Message-ID bears the name of a host in our domain that is none of those whose log we have: perhaps it was made there
CREATE TEMP TABLE IF NOT EXISTS unled (bounce_id INTEGER PRIMARY KEY, sender TEXT, at INTEGER, made_at TEXT);
DELETE FROM unled;
INSERT INTO unled (bounce_id, sender, at, made_at)
SELECT o.bounce_id, o.sender, o.at, domain(b.quoted_message_id)
FROM about o CROSS JOIN trace t ON t.bounce_id = o.bounce_id AND (t.handed_ip IS NULL OR t.handed_ours = 3 AND t.handed_helo LIKE 'localhost%')
CROSS JOIN signal n ON n.bounce_id = o.bounce_id AND n.name = 'never-sent' CROSS JOIN bounce b ON b.bounce_id = o.bounce_id
WHERE o.sender IS NOT NULL;
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT u.bounce_id, 'sender-silent', u.sender || ' sent nothing'
FROM unled u
WHERE NOT EXISTS (SELECT 1 FROM sender_day s WHERE s.sender = u.sender AND s.day BETWEEN local_day_number(u.at) - 30 AND local_day_number(u.at) - 1)
    AND NOT EXISTS (
        WITH RECURSIVE ago (hours) AS (SELECT -1 UNION ALL SELECT hours + 1 FROM ago WHERE hours < 24)
        SELECT 1 FROM ago CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(u.at - ago.hours * 3600, u.sender)
        WHERE lower(m.sender) = u.sender AND m.sasl_user IS NOT NULL AND m.first_at BETWEEN u.at - 86400 AND u.at + 3600);
INSERT OR IGNORE INTO signal (bounce_id, name, detail)
SELECT u.bounce_id, 'id-names-ours', u.made_at
FROM unled u
WHERE EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND u.made_at LIKE '%_.' || d.value)
    AND NOT EXISTS (SELECT 1 FROM own h WHERE h.kind IN ('domain', 'host') AND h.value = u.made_at);
