-- needs: news
-- gathers: sent
-- What was sent by whom, a row a message of a stranger, else by sender and day: the table sent, for the stages behind this one.
--   kind   account, one that logged in; host, this host itself (sendmail(1), or over loopback); client, one without login whose mail goes
--          to another host: ours, or a stranger where we relay for a domain; notice: written by bounce(8); filtered, of what a content filter gave
--          back under a sender (who) only how much of it bounced
-- A message that is whole in one part is counted once and for all. One that lies in parts, or is not at its end, has a message_key: what was
-- counted under the keys in touched_key is taken back, and its messages are counted again.
CREATE TEMP TABLE IF NOT EXISTS touched_key (message_key TEXT PRIMARY KEY, queue_id TEXT, host INTEGER, instance INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS sent (message_key TEXT, part_id INTEGER, kind TEXT, who TEXT, sender TEXT, day INTEGER, messages INTEGER,
    recipients INTEGER, bounced INTEGER);
CREATE TEMP TABLE IF NOT EXISTS touched_part (part_id INTEGER PRIMARY KEY, message_key TEXT);
-- Of which the relayed mail is counted anew: what it says rests on what is ours (analyze/13_own_relays.sql).
CREATE TEMP TABLE IF NOT EXISTS relay_from (part_id INTEGER, basis TEXT);

DELETE FROM relay_from;
INSERT INTO relay_from (part_id, basis)
SELECT CASE WHEN basis = coalesce((SELECT value FROM setting WHERE name = 'analyzed_relay_basis'), '') THEN (SELECT mail FROM fresh) ELSE 0 END, basis
FROM (SELECT coalesce(group_concat(value, ' '), '-') || (SELECT ' ' || (private + loop) FROM world) AS basis FROM (
    SELECT value FROM own_fact WHERE kind = 'domain' AND how <> 'relayed-for'
    UNION SELECT value FROM pin WHERE kind IN ('domain', 'network') ORDER BY value));

-- From those that are not whole in a first count, else from the new ones.
DELETE FROM touched_key;
INSERT OR IGNORE INTO touched_key (message_key, queue_id, host, instance)
SELECT host || ' ' || coalesce(instance, 0) || ' ' || queue_id, queue_id, host, coalesce(instance, 0)
FROM mail WHERE (birth IS NULL OR ended = 0) AND (SELECT part_id FROM relay_from) = 0;
INSERT OR IGNORE INTO touched_key (message_key, queue_id, host, instance)
SELECT host || ' ' || coalesce(instance, 0) || ' ' || queue_id, queue_id, host, coalesce(instance, 0)
FROM mail WHERE joined IS NOT NULL AND (SELECT part_id FROM relay_from) = 0;
INSERT OR IGNORE INTO touched_key (message_key, queue_id, host, instance)
SELECT host || ' ' || coalesce(instance, 0) || ' ' || queue_id, queue_id, host, coalesce(instance, 0)
FROM mail WHERE part_id > (SELECT nullif(part_id, 0) FROM relay_from)
    AND (+birth IS NULL OR +ended = 0 OR +joined IS NOT NULL
        OR EXISTS (SELECT 1 FROM mail o INDEXED BY mail_open WHERE o.queue_id = mail.queue_id AND (o.birth IS NULL OR o.ended = 0) AND o.host = mail.host AND o.instance IS mail.instance));

-- The parts that lie under them. (The first part of a message of several is not at its end.)
DELETE FROM touched_part;
INSERT INTO touched_part (part_id, message_key)
SELECT m.part_id, t.message_key
FROM touched_key t CROSS JOIN mail m INDEXED BY mail_open ON m.queue_id = t.queue_id AND m.host = t.host AND coalesce(m.instance, 0) = t.instance
WHERE m.birth IS NULL OR m.ended = 0;
INSERT OR IGNORE INTO touched_part (part_id, message_key)
SELECT p.part_id, t.message_key FROM touched_part t CROSS JOIN mail m ON m.part_id = t.part_id CROSS JOIN mail p ON p.joined = m.joined;

CREATE TEMP TABLE IF NOT EXISTS birth (client INTEGER, login INTEGER, pickup INTEGER, notice INTEGER, internal INTEGER);
DELETE FROM birth;
INSERT INTO birth
SELECT max(CASE word WHEN 'client' THEN word_id END), max(CASE word WHEN 'login' THEN word_id END), max(CASE word WHEN 'pickup' THEN word_id END), max(CASE word WHEN 'notice' THEN word_id END),
    max(CASE word WHEN 'internal' THEN word_id END)
FROM word WHERE word IN ('client', 'login', 'pickup', 'notice', 'internal');

DELETE FROM sent;
-- analyze/gathered/sent.sql takes these out.
SELECT gather(CASE WHEN m.hop = 1 THEN lower(coalesce(m.sender, '')) WHEN m.sasl_user = m.sender THEN m.sender WHEN m.birth = b.notice THEN domain(m.message_id)
        ELSE coalesce(m.sasl_user, m.client_ip, '') || char(10) || coalesce(m.sender, '') END,
    CASE WHEN m.hop = 1 THEN 0 ELSE m.birth END, local_day_number(m.first_at), CASE WHEN m.hop = 1 THEN 0 ELSE coalesce(m.nrcpt, 1) END, m.bounced,
    CASE WHEN m.birth = b.client AND m.hop IS NULL THEN m.part_id ELSE 0 END)
FROM birth b CROSS JOIN mail m
WHERE m.part_id > min((SELECT mail FROM fresh), (SELECT part_id FROM relay_from))
    AND (m.hop IS NULL AND (m.birth <> b.client AND m.part_id > (SELECT mail FROM fresh) OR m.remote > 0 AND m.birth = b.client AND m.client_ip IS NOT NULL)
        OR m.hop = 1 AND m.bounced > 0 AND m.part_id > (SELECT mail FROM fresh))
    AND +m.joined IS NULL AND +m.ended = 1 AND (m.hop = 1 OR m.origin_queue_id IS NULL AND m.origin_client_ip IS NULL);
