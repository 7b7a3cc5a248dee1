-- needs: storm
-- What the fresh incidents are made of: their course, and of each kind of fact the hundred most frequent (incident_tally):
--   what      value                     n            others                     detail
--   address   of ours, forged           bounces      clients that brought them  exists: sends, gets mail, refused, not seen
--   origin    IP address                bounces      unrelated bouncers, that say so   HELO name
--   bouncer   organisation              bounces      hosts
--   host      IP address that sent it   bounces                                 its name
--   subject   of the forged mail        bounces, with those that differ in a number only
--   reason    name of a signal          bounces
--   spf       result at the origin      bounces
--   check     result of our own SPF check, and what was done    checks of mail in the name of the domain from these origins
--   class     forged proof ... or what the log says   bounces and mail from <>
--   client    IP address of a takeover  messages     recipients                 its name
--   sender    envelope sender           messages     recipients
--   recipient domain                    deliveries   of them failed
--   total     address, origin ...       how many different ones there are
--   rest      address, origin ...       of those behind the hundredth, in all  how many they are  the sum of their others
CREATE TEMP TABLE IF NOT EXISTS tally (incident_id TEXT, what TEXT, value TEXT, n INTEGER, others INTEGER, first_at INTEGER, last_at INTEGER, detail TEXT);

DELETE FROM incident_minute WHERE incident_id IN (SELECT incident_id FROM incident_fresh) OR incident_id NOT IN (SELECT incident_id FROM incident);
INSERT INTO incident_minute (incident_id, minute, n, refused)
SELECT incident_id, at / 60 * 60, sum(coalesce(recipients, 1)), sum(refused) FROM incident_event WHERE counted GROUP BY 1, 2;

DELETE FROM tally;
INSERT INTO tally (incident_id, what, value, n, others, first_at, last_at, detail)
SELECT e.incident_id, 'address', e.address, count(*), count(DISTINCT e.client_ip), min(e.at), max(e.at),
    CASE
        WHEN EXISTS (SELECT 1 FROM sender_day s WHERE s.sender = e.address) THEN 'sends'
        WHEN sum(e.rejection_id IS NULL AND e.mail_id IS NOT NULL) > 0 THEN 'gets mail'
        WHEN max(r.dsn LIKE '5.1.%' OR r.reason LIKE '%user unknown%' OR r.reason LIKE '%unknown user%') THEN 'refused'
        ELSE 'not seen'
    END
FROM incident_event e JOIN incident_new n ON n.incident_id = e.incident_id AND n.kind = 'backscatter' LEFT JOIN rejection r ON r.rejection_id = e.rejection_id
WHERE e.inside AND e.counted AND e.address IS NOT NULL
GROUP BY 1, 3;
INSERT INTO tally (incident_id, what, value, n, others, first_at, last_at, detail)
SELECT e.incident_id, 'host', e.client_ip, count(*), NULL, min(e.at), max(e.at), max(coalesce(t.delivered_by_name, r.client_name, m.client_name))
FROM incident_event e JOIN incident_new n ON n.incident_id = e.incident_id AND n.kind = 'backscatter'
LEFT JOIN trace t ON t.bounce_id = e.bounce_id LEFT JOIN rejection r ON r.rejection_id = e.rejection_id LEFT JOIN mail m ON m.part_id = e.mail_id
WHERE e.inside AND e.counted AND e.client_ip IS NOT NULL
GROUP BY 1, 3;
INSERT INTO tally (incident_id, what, value, n, others, first_at, last_at)
SELECT e.incident_id, 'bouncer', t.bouncer, count(*), count(DISTINCT t.delivered_by_ip), min(e.at), max(e.at)
FROM incident_event e CROSS JOIN trace t ON t.bounce_id = e.bounce_id
WHERE e.inside AND e.counted AND t.bouncer IS NOT NULL
GROUP BY 1, 3;
INSERT INTO tally (incident_id, what, value, n, first_at, last_at)
SELECT e.incident_id, 'subject', substr(min(b.quoted_subject), 1, 200), count(*), min(e.at), max(e.at)
FROM incident_event e CROSS JOIN bounce b ON b.bounce_id = e.bounce_id
WHERE e.inside AND e.counted AND b.quoted_subject IS NOT NULL
GROUP BY 1, shape(b.quoted_subject);
INSERT INTO tally (incident_id, what, value, n, first_at, last_at)
SELECT e.incident_id, 'reason', s.name, count(*), min(e.at), max(e.at)
FROM incident_event e CROSS JOIN signal s ON s.bounce_id = e.bounce_id
WHERE e.inside AND e.counted
GROUP BY 1, 3;
INSERT INTO tally (incident_id, what, value, n, first_at, last_at)
SELECT e.incident_id, 'spf', coalesce((SELECT substr(s.name, 12) FROM signal s WHERE s.bounce_id = e.bounce_id AND s.name GLOB 'origin-spf-*'), 'not known'), count(*), min(e.at), max(e.at)
FROM incident_event e CROSS JOIN trace t ON t.bounce_id = e.bounce_id
WHERE e.inside AND e.counted AND t.handed_ip IS NOT NULL
GROUP BY 1, 3;
INSERT INTO tally (incident_id, what, value, n, first_at, last_at)
SELECT e.incident_id, 'class', CASE WHEN e.bounce_id IS NOT NULL THEN 'bounce ' ELSE 'log ' END
        || CASE WHEN e.forged THEN 'forged ' || e.strength WHEN e.counted THEN 'more than it sent' ELSE 'unverifiable' END, count(*), min(e.at), max(e.at)
FROM incident_event e JOIN incident_new n ON n.incident_id = e.incident_id AND n.kind = 'backscatter'
WHERE e.inside
GROUP BY 1, 3;

-- Who forged it: of each organisation that bounced, the network that it shares with the fewest, as in report/forgers: as many as are different are unrelated.
INSERT INTO tally (incident_id, what, value, n, others, first_at, last_at, detail)
WITH said AS MATERIALIZED (
    SELECT e.incident_id, b.handed_ip, b.bouncer, b.delivered_by_network AS net, e.at, b.handed_helo
    FROM incident_event e CROSS JOIN backscatter b ON b.bounce_id = e.bounce_id
    WHERE e.inside AND e.counted AND b.handed_ip IS NOT NULL
), shared AS (
    SELECT incident_id, handed_ip, bouncer, net, count(*) OVER (PARTITION BY incident_id, handed_ip, net) AS sharers
    FROM said WHERE bouncer IS NOT NULL AND net IS NOT NULL GROUP BY 1, 2, 3, 4
), ranked AS (
    SELECT *, row_number() OVER (PARTITION BY incident_id, handed_ip, bouncer ORDER BY sharers, net) AS rank FROM shared
), named AS (
    SELECT incident_id, handed_ip, count(DISTINCT net) AS bouncers FROM ranked WHERE rank = 1 GROUP BY 1, 2
)
SELECT s.incident_id, 'origin', s.handed_ip, count(*), coalesce(max(n.bouncers), 0), min(s.at), max(s.at), max(s.handed_helo)
FROM said s LEFT JOIN named n ON n.incident_id = s.incident_id AND n.handed_ip = s.handed_ip
GROUP BY 1, 3;

-- What our own servers saw of the same origins.
INSERT INTO tally (incident_id, what, value, n, first_at, last_at)
WITH RECURSIVE hours (incident_id, hour, last) AS (
    SELECT n.incident_id, n.starts_at / 3600 - 6, n.ends_at / 3600 FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id AND n.kind = 'backscatter'
    UNION ALL SELECT incident_id, hour + 1, last FROM hours WHERE hour < last
), ours (incident_id, domain) AS (
    SELECT DISTINCT incident_id, coalesce(domain(target), target) FROM incident_target
), origin AS (
    SELECT incident_id, value AS ip FROM (SELECT *, row_number() OVER (PARTITION BY incident_id ORDER BY n DESC, value) AS rank FROM tally WHERE what = 'origin') WHERE rank <= 100
)
SELECT h.incident_id, 'check', r.word || coalesce(' ' || a.word, ''), count(*), min(c.at), max(c.at)
FROM hours h CROSS JOIN origin o ON o.incident_id = h.incident_id CROSS JOIN spf_check c ON hour_key(c.at, c.client_ip) = hour_key(h.hour * 3600, o.ip) AND c.client_ip = o.ip
JOIN word r ON r.word_id = c.result LEFT JOIN word a ON a.word_id = c.action
WHERE EXISTS (SELECT 1 FROM ours u WHERE u.incident_id = h.incident_id AND u.domain = domain(c.sender))
GROUP BY 1, 3;

-- Of a takeover; its mail in the order in which it lies in the table.
INSERT INTO tally (incident_id, what, value, n, others, first_at, last_at, detail)
WITH taken AS MATERIALIZED (
    SELECT incident_id, mail_id, at, address, client_ip, recipients FROM incident_event WHERE inside AND recipients IS NOT NULL ORDER BY mail_id
)
SELECT t.incident_id, 'client', t.client_ip, count(*), sum(t.recipients), min(t.at), max(t.at), max(m.client_name)
FROM taken t CROSS JOIN mail m ON m.part_id = t.mail_id
WHERE t.client_ip IS NOT NULL
GROUP BY 1, 3
UNION ALL
SELECT incident_id, 'sender', address, count(*), sum(recipients), min(at), max(at), NULL FROM taken GROUP BY 1, 3
UNION ALL
SELECT t.incident_id, 'recipient', coalesce(domain(d.recipient), '-'), count(*), sum(w.word = 'bounced'), min(t.at), max(t.at), NULL
FROM taken t CROSS JOIN mail m ON m.part_id = t.mail_id CROSS JOIN mail p ON p.part_id = m.part_id OR p.joined = m.joined
CROSS JOIN delivery d ON d.part_id = p.part_id JOIN word w ON w.word_id = d.status
GROUP BY 1, 3;

DELETE FROM incident_tally WHERE incident_id IN (SELECT incident_id FROM incident_fresh) OR incident_id NOT IN (SELECT incident_id FROM incident);
INSERT OR IGNORE INTO incident_tally (incident_id, what, value, n, others, first_at, last_at, detail)
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY incident_id, what ORDER BY n DESC, value) AS rank FROM tally
)
SELECT incident_id, what, value, n, others, first_at, last_at, detail FROM ranked WHERE rank <= 100
UNION ALL
SELECT incident_id, 'rest', what, sum(n), count(*), min(first_at), max(last_at), CAST(sum(others) AS TEXT) FROM ranked WHERE rank > 100 GROUP BY incident_id, what
UNION ALL
SELECT incident_id, 'total', what, count(*), NULL, min(first_at), max(last_at), NULL FROM tally GROUP BY incident_id, what;

-- Whether an address gets other mail, of those of which the storm itself does not tell: in the thirty days before.
CREATE TEMP TABLE IF NOT EXISTS incident_hour (hour INTEGER PRIMARY KEY);
DELETE FROM incident_hour;
INSERT INTO incident_hour (hour)
SELECT hour FROM hour
WHERE EXISTS (SELECT 1 FROM incident_tally WHERE what = 'address' AND detail = 'not seen' AND incident_id IN (SELECT incident_id FROM incident_fresh))
    AND hour BETWEEN (SELECT min(n.starts_at) / 3600 - 720 FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id)
        AND (SELECT max(n.ends_at) / 3600 FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id);
UPDATE incident_tally SET detail = 'gets mail'
WHERE what = 'address' AND detail = 'not seen' AND incident_id IN (SELECT incident_id FROM incident_fresh) AND EXISTS (
    SELECT 1 FROM incident_new n CROSS JOIN incident_hour h ON h.hour BETWEEN n.starts_at / 3600 - 720 AND n.ends_at / 3600
    CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(h.hour * 3600, incident_tally.value)
    WHERE n.incident_id = incident_tally.incident_id AND lower(d.recipient) = incident_tally.value AND d.status = (SELECT word_id FROM word WHERE word = 'sent'));

DELETE FROM storm_event;
DELETE FROM incident_event;
DELETE FROM tally;
