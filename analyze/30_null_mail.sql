-- needs: news
-- Mail from <>, judged from the log alone, a row a recipient. A bounce can only be wanted where its recipient sent something.
--   class          strength  reason
--   forged         strong    sent-nothing      for seven days nothing was sent as this address through us, and the log of the host covers them; and no
--                                              mail server whose log is not read wrote on a host of ours (unless the domain is pinned complete)
--   forged         weak      unknown-address   the same, but the log does not cover them; the address was refused since it does not exist
--   unverifiable   -         no-log            the same, of an address that may exist
--   unverifiable   -         sent              something was sent as it: whether that came back, only the bounce can tell
--   not_a_bounce   -         callout           RCPT without DATA, to see whether the address exists (told by the SPF check: the line of a mail that never
--                                              came has no sender); its recipient is not logged
-- Refused mail has a rejection_id, and the class that it would have had. Our own notices, filters' second copies and what this host sends are
-- not among it. Days are whole days: what was sent on the day itself counts, too.
-- Judged again: the time of which there is news and seven days behind it.
CREATE TEMP TABLE IF NOT EXISTS null_range (from_at INTEGER, to_at INTEGER);
CREATE TEMP TABLE IF NOT EXISTS null_found (at INTEGER, day INTEGER, host INTEGER, part_id INTEGER, rejection_id INTEGER, client_ip TEXT, recipient TEXT, unknown INTEGER,
    source_id INTEGER, position INTEGER);

DELETE FROM null_range;
INSERT INTO null_range (from_at, to_at) SELECT from_at - 120, to_at + 8 * 86400 FROM news;
INSERT INTO null_range (from_at, to_at)
SELECT m.first_at, m.first_at FROM touched_part t CROSS JOIN mail m ON m.part_id = t.part_id
WHERE m.birth = (SELECT client FROM birth) AND (SELECT mail FROM fresh) > 0;
INSERT INTO null_range (from_at, to_at)
SELECT min(n.at), max(n.at)
FROM (SELECT 1 WHERE EXISTS (SELECT 1 FROM unread_day) AND (SELECT group_concat(kind || ' ' || value, char(10)) FROM (SELECT kind, value FROM pin ORDER BY kind, value))
    IS NOT (SELECT value FROM setting WHERE name = 'analyzed_pins') LIMIT 1) CROSS JOIN null_judged n
HAVING count(*) > 0;
INSERT OR IGNORE INTO null_hour (hour)
WITH RECURSIVE span (hour, last) AS (
    SELECT from_at / 3600, to_at / 3600 FROM (
        SELECT max(r.from_at, b.first) AS from_at, min(r.to_at, b.last) AS to_at
        FROM null_range r CROSS JOIN (SELECT min(first_at) AS first, max(last_at) AS last FROM source_host) b)
    UNION SELECT hour + 1, last FROM span WHERE hour < last
)
SELECT hour FROM span;

-- By whole hours, so that what is found again is what is dropped.
DELETE FROM null_judged WHERE at IN (SELECT n.at FROM null_hour h CROSS JOIN null_judged n ON n.at >= h.hour * 3600 AND n.at < (h.hour + 1) * 3600) AND reason <> 'callout';
DELETE FROM null_found;
INSERT INTO null_found (at, day, host, part_id, client_ip, recipient, source_id, position)
SELECT m.first_at, local_day_number(m.first_at), m.host, m.part_id, m.client_ip, lower(coalesce(d.orig_to, d.recipient)) AS rcpt, m.source_id, m.position
FROM null_hour h CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(h.hour * 3600, '') AND m.sender = ''
CROSS JOIN delivery d ON d.part_id = m.part_id
WHERE m.joined IS NULL AND m.birth = (SELECT client FROM birth) AND m.hop IS NULL AND m.origin_queue_id IS NULL AND m.client_ip NOT IN ('127.0.0.1', '::1')
GROUP BY m.part_id, rcpt;
INSERT INTO null_found (at, day, host, part_id, client_ip, recipient, source_id, position)
SELECT f.first_at, local_day_number(f.first_at), f.host, f.part_id, f.client_ip, lower(coalesce(d.orig_to, d.recipient)) AS rcpt, f.source_id, f.position
FROM (SELECT hour FROM null_hour UNION SELECT hour + 1 FROM null_hour) h CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(h.hour * 3600, '') AND m.sender = ''
CROSS JOIN mail f ON f.part_id = m.joined CROSS JOIN mail p ON p.joined = m.joined CROSS JOIN delivery d ON d.part_id = p.part_id
WHERE m.joined IS NOT NULL AND EXISTS (SELECT 1 FROM mail WHERE joined IS NOT NULL) AND f.first_at / 3600 IN (SELECT hour FROM null_hour) AND f.birth = (SELECT client FROM birth) AND f.client_ip NOT IN ('127.0.0.1', '::1')
    AND NOT EXISTS (SELECT 1 FROM mail s WHERE s.joined = m.joined AND (s.hop = 1 OR s.origin_queue_id IS NOT NULL))
GROUP BY f.part_id, rcpt;
INSERT INTO null_found (at, day, host, rejection_id, client_ip, recipient, unknown, source_id, position)
SELECT r.at, local_day_number(r.at), r.host, r.rejection_id, r.client_ip, lower(r.recipient),
    r.dsn LIKE '5.1._' OR r.reason LIKE '%user unknown%' OR r.reason LIKE '%unknown user%', r.source_id, r.position
FROM null_hour h CROSS JOIN rejection r ON hour_key(r.at, r.sender) = hour_key(h.hour * 3600, '') AND r.sender = ''
WHERE r.action = (SELECT word_id FROM word WHERE word = 'reject') AND r.client_ip NOT IN ('127.0.0.1', '::1');

INSERT INTO null_judged (at, host, part_id, rejection_id, client_ip, recipient, accepted, class, strength, reason, source_id, position)
SELECT at, host, part_id, rejection_id, client_ip, recipient, rejection_id IS NULL,
    CASE reason WHEN 'sent' THEN 'unverifiable' WHEN 'no-log' THEN 'unverifiable' ELSE 'forged' END,
    CASE reason WHEN 'sent-nothing' THEN 'strong' WHEN 'unknown-address' THEN 'weak' END, reason, source_id, position
FROM (
    SELECT *, CASE
            WHEN recipient IS NULL THEN 'no-log'
            WHEN EXISTS (SELECT 1 FROM sender_day s WHERE s.sender = n.recipient AND s.day BETWEEN n.day - 7 AND n.day) THEN 'sent'
            WHEN EXISTS (SELECT 1 FROM log_span c WHERE c.host = n.host AND c.from_at <= n.at - 7 * 86400 AND c.to_at >= n.at)
                AND NOT EXISTS (SELECT 1 FROM unread_day u WHERE u.day BETWEEN n.at / 86400 - 7 AND n.at / 86400
                    AND domain(n.recipient) NOT IN (SELECT lower(value) FROM pin WHERE kind = 'complete')) THEN 'sent-nothing'
            WHEN unknown THEN 'unknown-address'
            ELSE 'no-log'
        END AS reason
    FROM null_found n
);

-- Probes: a part that never came to its end, and a check of the same client within five seconds that no mail and no rejection has claimed. From those that there are in a first count, else from the checks of the time of the news.
DELETE FROM null_found;
INSERT INTO null_found (at, part_id)
SELECT first_at, part_id FROM mail WHERE (birth IS NULL OR ended = 0) AND (SELECT mail FROM fresh) = 0;
INSERT INTO null_found (at, part_id)
SELECT DISTINCT m.first_at, m.part_id
FROM (SELECT DISTINCT h.hour FROM news n CROSS JOIN null_hour h ON h.hour BETWEEN (n.from_at - 5) / 3600 AND (n.to_at + 5) / 3600 WHERE (SELECT mail FROM fresh) > 0) h
CROSS JOIN spf_check c ON hour_key(c.at, c.sender) = hour_key(h.hour * 3600, '') AND c.sender = '' AND c.part_id IS NULL AND c.rejection_id IS NULL
CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) IN (hour_key(c.at - 5, c.client_ip), hour_key(c.at + 5, c.client_ip)) AND m.client_ip = c.client_ip
WHERE m.ended = 0;
INSERT INTO null_found (at, part_id)
SELECT m.first_at, m.part_id FROM touched_part t CROSS JOIN mail m ON m.part_id = t.part_id WHERE (SELECT mail FROM fresh) > 0;
DELETE FROM null_judged WHERE reason = 'callout' AND at IN (SELECT at FROM null_found) AND part_id IN (SELECT part_id FROM null_found);
INSERT INTO null_judged (at, host, part_id, client_ip, accepted, class, reason, source_id, position)
SELECT m.first_at, m.host, m.part_id, m.client_ip, 0, 'not_a_bounce', 'callout', m.source_id, m.position
FROM (SELECT DISTINCT part_id FROM null_found) f CROSS JOIN mail m ON m.part_id = f.part_id
WHERE m.birth = (SELECT client FROM birth) AND m.size IS NULL AND m.sender IS NULL AND m.message_id IS NULL AND m.joined IS NULL AND m.rejected = 0
    AND m.client_ip NOT IN ('127.0.0.1', '::1')
    AND EXISTS (SELECT 1 FROM spf_check c
        WHERE hour_key(c.at, c.client_ip) IN (hour_key(m.first_at - 5, m.client_ip), hour_key(m.first_at + 5, m.client_ip)) AND c.client_ip = m.client_ip
            AND c.at BETWEEN m.first_at - 5 AND m.first_at + 5 AND c.host = m.host AND c.sender = '' AND c.part_id IS NULL AND c.rejection_id IS NULL);
