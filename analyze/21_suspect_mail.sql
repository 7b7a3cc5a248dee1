-- needs: news suspect
-- What is asked of the accounts and clients of analyze/20_suspects.sql, for the stages behind this one.
CREATE TEMP TABLE IF NOT EXISTS suspect_use (who TEXT, network TEXT, day INTEGER, n INTEGER, reads INTEGER, PRIMARY KEY (who, network, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_habit (who TEXT, day INTEGER, days INTEGER, most INTEGER, PRIMARY KEY (who, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_mail (kind TEXT, who TEXT, day INTEGER, network TEXT, part_id INTEGER, at INTEGER, client_ip TEXT, recipients INTEGER,
    PRIMARY KEY (kind, who, day, network, part_id)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_failure (part_id INTEGER, recipient TEXT, unknown INTEGER, PRIMARY KEY (part_id, recipient)) WITHOUT ROWID;

-- Where the account was used, on the day and before.
DELETE FROM suspect_use;
INSERT INTO suspect_use (who, network, day, n, reads)
WITH RECURSIVE span AS (
    SELECT s.who, min(min(s.day), coalesce((SELECT min(t.day) FROM takeover_day t WHERE t.kind = 'account' AND t.who = s.who), min(s.day))) - 60 AS first, max(s.day) AS last
    FROM suspect_day s WHERE s.kind = 'account' GROUP BY s.who
), hours (who, first, last, hour) AS (
    SELECT who, first, last, max(first * 24 - 14, (SELECT min(at) / 3600 FROM login)) FROM span
    UNION ALL SELECT who, first, last, hour + 1 FROM hours WHERE hour < last * 24 + 38
)
SELECT h.who, iif((SELECT private FROM world), l.client_ip, network(l.client_ip)), local_day_number(l.at), count(*), max(w.word NOT LIKE 'postfix%')
FROM hours h CROSS JOIN login l ON hour_key(l.at, l.user) = hour_key(h.hour * 3600, h.who) AND l.user = h.who CROSS JOIN word w ON w.word_id = l.program
WHERE l.ok = 1 AND network(l.client_ip) IS NOT NULL
GROUP BY 1, 2, 3;
DELETE FROM suspect_habit;
INSERT INTO suspect_habit (who, day, days, most)
SELECT s.who, s.day, count(u.day), coalesce(max(u.n), 0)
FROM suspect_day s LEFT JOIN (SELECT who, day, count(*) AS n FROM suspect_use GROUP BY who, day) u ON u.who = s.who AND u.day BETWEEN s.day - 60 AND s.day - 1
WHERE s.kind = 'account'
GROUP BY s.who, s.day;

-- What was sent on the day; network '': it is not known.
DELETE FROM suspect_mail;
INSERT INTO suspect_mail (kind, who, day, network, part_id, at, client_ip, recipients)
WITH RECURSIVE hours (kind, who, day, hour) AS (
    SELECT kind, who, day, day * 24 - 14 FROM suspect_day
    UNION ALL SELECT kind, who, day, hour + 1 FROM hours WHERE hour < day * 24 + 38
)
SELECT h.kind, h.who, h.day, coalesce(iif((SELECT private FROM world), m.client_ip, network(m.client_ip)), ''), m.part_id, m.first_at, m.client_ip,
    coalesce(CASE WHEN m.joined IS NULL THEN m.nrcpt ELSE (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = m.joined) END, 1)
FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.sasl_user) = hour_key(h.hour * 3600, h.who) AND m.sasl_user = h.who
WHERE h.kind = 'account' AND local_day_number(m.first_at) = h.day AND m.hop IS NULL
UNION ALL
SELECT h.kind, h.who, h.day, coalesce(iif((SELECT private FROM world), m.client_ip, network(m.client_ip)), ''), m.part_id, m.first_at, m.client_ip,
    coalesce(CASE WHEN m.joined IS NULL THEN m.nrcpt ELSE (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = m.joined) END, 1)
FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(h.hour * 3600, h.who) AND m.client_ip = h.who
WHERE h.kind = 'client' AND local_day_number(m.first_at) = h.day AND m.sasl_user IS NULL AND m.hop IS NULL AND m.origin_queue_id IS NULL AND m.origin_client_ip IS NULL
    AND (m.remote > 0 OR EXISTS (SELECT 1 FROM mail p WHERE p.joined = m.joined AND p.remote > 0));

-- Whom it did not reach: told of the message, or behind a content filter of what that gave back; where the totals say that it matters.
DELETE FROM suspect_failure;
INSERT INTO suspect_failure (part_id, recipient, unknown)
WITH asked AS MATERIALIZED (
    SELECT s.part_id
    FROM suspect_day d CROSS JOIN suspect_mail s USING (kind, who, day)
    WHERE d.bounced >= 10 AND 10 * d.bounced >= d.recipients
        OR EXISTS (SELECT 1 FROM suspect_day f WHERE f.kind = d.kind AND f.who = d.who AND f.day BETWEEN d.day AND d.day + 7 AND f.failing)
    ORDER BY s.part_id      -- as it lies in the table: each page is read once
), part AS MATERIALIZED (
    SELECT m.part_id AS mail_part_id, p.part_id, p.host, p.bounced
    FROM asked a CROSS JOIN mail m ON m.part_id = a.part_id CROSS JOIN mail p ON p.part_id = m.part_id OR p.joined = m.joined
), became AS (
    SELECT mail_part_id, part_id FROM part WHERE bounced > 0
    UNION SELECT w.mail_part_id, r.part_id
    FROM part w CROSS JOIN delivery f ON f.part_id = w.part_id AND f.remote_queue_id IS NOT NULL AND is_loopback(f.relay_ip, f.relay_host, (SELECT loop FROM world))
    CROSS JOIN mail q ON hour_key(q.first_at, q.queue_id) IN (hour_key(f.at - 600, f.remote_queue_id), hour_key(f.at, f.remote_queue_id))
        AND q.queue_id = f.remote_queue_id AND q.host = w.host AND q.part_id <> w.part_id AND q.first_at BETWEEN f.at - 600 AND f.at
    CROSS JOIN mail r ON r.part_id = q.part_id OR r.joined = q.joined
    UNION SELECT w.mail_part_id, r.part_id      -- by sendmail(1), from a filter that pipe(8) had run
    FROM part w CROSS JOIN mail f ON f.part_id = w.mail_part_id AND f.message_id <> ''
    CROSS JOIN mail q ON hour_key(q.first_at, q.message_id) IN (hour_key(f.first_at, f.message_id), hour_key(f.first_at + 3600, f.message_id))
        AND +q.message_id = f.message_id AND q.host = w.host AND q.birth = (SELECT pickup FROM birth) AND q.first_at BETWEEN f.first_at AND f.first_at + 3600
        AND lower(q.sender) = lower(f.sender)
    CROSS JOIN mail r ON r.part_id = q.part_id OR r.joined = q.joined
    WHERE EXISTS (SELECT 1 FROM sender_day h WHERE h.kind = 'host' AND h.who = '' AND h.sender = lower(f.sender) AND h.bounced > 0
        AND h.day IN (local_day_number(f.first_at), local_day_number(f.first_at + 3600)))
)
SELECT b.mail_part_id, d.recipient, max(d.dsn LIKE '5.1._' OR d.dsn IN ('5.0.0', '5.4.6') AND d.reply LIKE '%55_ %')
FROM became b CROSS JOIN delivery d ON d.part_id = b.part_id
WHERE d.status = (SELECT word_id FROM word WHERE word = 'bounced') AND d.recipient IS NOT NULL
GROUP BY b.mail_part_id, d.recipient;
