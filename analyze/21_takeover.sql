-- Accounts (sasl_user) and clients of ours without login in a stranger's hands, a row of takeover_day for each day, and one of takeover for days
-- that follow each other. Reasons, in five families:
--   beyond-habit (many-recipients, where there is no habit yet)                  how much: analyze/20_suspects.sql
--   many-networks   used from five networks in a day and twice as many as ever; where there is no habit yet, ten, or three unrelated ones (/16) that take
--                   turns ten times, or two that do so twenty times: one man goes from place to place, a herd of stolen machines does not
--   failing-client  used from elsewhere before; and of what came within a week from far networks that are new, and where nobody reads its mail, four recipients and a seventh are refused for good
--                   (six and a fourth, and three times as many sent as else, where there is no habit yet), at three domains or ten of them, three times as many as of what it sends else
--   new-client      half of it came from networks from which the account was used on two days before at most, and not a week ago; nor from near there (/16) on
--                   more days: who gets a new address each day stays in the same house
--   guessed         from a network that is new to it, five guesses failed before one did not, and two other accounts were tried from there, or it sent
--                   to fifty recipients then (a telephone with an old password guesses, too)
--   unknown-recipients   ten and a fifth of them do not exist
--   refused-recipients   ten and a tenth of them are refused for good, where there is no habit yet
--   changing-senders     five envelope senders (digits before the @ apart) that were never used before; ten, where there is no habit yet; or in a day
--                   five, and more than twice as many as on any day before
--   foreign-sender       half of it is sent as a domain that is not ours, which was never done before
-- In a world of private addresses each is a network of its own here: a stranger sits in the same one as his victim.
-- Two families are needed, and one that says who: neither an old list's newsletter (how much, unknown) nor somebody on travel (networks) nor a new
-- customer's domain is a takeover. Nor is much from one new place alone, below a hundred recipients: who moves or is on holiday invites his friends. One is enough where it overwhelms: twenty new networks and fifty recipients of an account that never had more than five, or a network that
-- tried five accounts and failed twenty times; or where it tells from where and to whom (failing-client). Who began on the evening before, or went on in the morning, from the
-- same networks, is the same stranger. Habit is what sixty days before show; there is one from the third active day on.
--
-- For the verdict: a message is in a takeover where takeover.kind = 'account' AND target = sasl_user (else 'client' and client_ip), and its time lies in
-- starts_at to ends_at. Its client is the account's habit where
--     (SELECT count(*) >= 3 OR min(h.day) < local_day_number(t.starts_at) - 7 FROM client_habit h WHERE h.account = sasl_user
--         AND h.network = network(client_ip) AND h.day < local_day_number(t.starts_at) AND h.day >= local_day_number(t.starts_at) - 60)
-- The view has a row for each account that was taken over, network and day, n logins.
CREATE TEMP TABLE IF NOT EXISTS suspect_use (who TEXT, network TEXT, day INTEGER, n INTEGER, reads INTEGER, PRIMARY KEY (who, network, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_mail (kind TEXT, who TEXT, day INTEGER, part_id INTEGER, at INTEGER, client_ip TEXT, network TEXT, sender TEXT,
    recipients INTEGER, unknown INTEGER, refused INTEGER);
CREATE TEMP TABLE IF NOT EXISTS suspect_network (who TEXT, day INTEGER, network TEXT, recipients INTEGER, first_at INTEGER, is_new INTEGER, guessed INTEGER, overwhelms INTEGER,
    PRIMARY KEY (who, day, network)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_fact (kind TEXT, who TEXT, day INTEGER, name TEXT, family TEXT, PRIMARY KEY (kind, who, day, name)) WITHOUT ROWID;

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

-- What was sent on the day.
DELETE FROM suspect_mail;
INSERT INTO suspect_mail (kind, who, day, part_id, at, client_ip, network, sender, recipients)
WITH RECURSIVE hours (kind, who, day, hour) AS (
    SELECT kind, who, day, day * 24 - 14 FROM suspect_day
    UNION ALL SELECT kind, who, day, hour + 1 FROM hours WHERE hour < day * 24 + 38
)
SELECT h.kind, h.who, h.day, m.part_id, m.first_at, m.client_ip, iif((SELECT private FROM world), m.client_ip, network(m.client_ip)),
    lower(coalesce(CASE WHEN m.joined IS NULL THEN m.sender ELSE (SELECT max(p.sender) FROM mail p WHERE p.joined = m.joined) END, '')),
    coalesce(CASE WHEN m.joined IS NULL THEN m.nrcpt ELSE (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = m.joined) END, 1)
FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.sasl_user) = hour_key(h.hour * 3600, h.who) AND m.sasl_user = h.who
WHERE h.kind = 'account' AND local_day_number(m.first_at) = h.day AND m.hop IS NULL
UNION ALL
SELECT h.kind, h.who, h.day, m.part_id, m.first_at, m.client_ip, iif((SELECT private FROM world), m.client_ip, network(m.client_ip)),
    lower(coalesce(CASE WHEN m.joined IS NULL THEN m.sender ELSE (SELECT max(p.sender) FROM mail p WHERE p.joined = m.joined) END, '')),
    coalesce(CASE WHEN m.joined IS NULL THEN m.nrcpt ELSE (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = m.joined) END, 1)
FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(h.hour * 3600, h.who) AND m.client_ip = h.who
WHERE h.kind = 'client' AND local_day_number(m.first_at) = h.day AND m.sasl_user IS NULL AND m.hop IS NULL AND m.origin_queue_id IS NULL AND m.origin_client_ip IS NULL
    AND (m.remote > 0 OR EXISTS (SELECT 1 FROM mail p WHERE p.joined = m.joined AND p.remote > 0));

-- Whom it did not reach: told of the message, or behind a content filter of what that gave back.
CREATE TEMP TABLE IF NOT EXISTS suspect_failure (part_id INTEGER, recipient TEXT, unknown INTEGER, PRIMARY KEY (part_id, recipient)) WITHOUT ROWID;
DELETE FROM suspect_failure;
INSERT INTO suspect_failure (part_id, recipient, unknown)
WITH part AS MATERIALIZED (
    SELECT m.part_id AS mail_part_id, p.part_id, p.host
    FROM (SELECT DISTINCT part_id FROM suspect_mail) s CROSS JOIN mail m ON m.part_id = s.part_id CROSS JOIN mail p ON p.part_id = m.part_id OR p.joined = m.joined
), became AS (
    SELECT mail_part_id, part_id FROM part
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
)
SELECT b.mail_part_id, d.recipient, max(d.dsn LIKE '5.1._' OR d.dsn IN ('5.0.0', '5.4.6') AND d.reply LIKE '%55_ %')
FROM became b CROSS JOIN delivery d ON d.part_id = b.part_id
WHERE d.status = (SELECT word_id FROM word WHERE word = 'bounced') AND d.recipient IS NOT NULL
GROUP BY b.mail_part_id, d.recipient;
UPDATE suspect_mail SET unknown = (SELECT count(*) FROM suspect_failure f WHERE f.part_id = suspect_mail.part_id AND f.unknown),
    refused = (SELECT count(*) FROM suspect_failure f WHERE f.part_id = suspect_mail.part_id);

-- The new networks of an account from which its mail fails, by the day of that mail: of each week, those that were first used in it, after others and far
-- from them (/16, of IPv6 about /32: who gets a new address each day stays in the same house; in a world of private addresses nothing lies far apart, and another
-- network is enough), and from which nobody reads its mail, unless two and a fifth of that
-- is refused, too.
CREATE TEMP TABLE IF NOT EXISTS suspect_place (who TEXT, network TEXT, around TEXT, day INTEGER, at INTEGER, reads INTEGER, PRIMARY KEY (who, network)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.suspect_place_around ON suspect_place (who, around);
DELETE FROM suspect_place;
INSERT INTO suspect_place (who, network, around, day, at, reads)
SELECT who, network, CASE WHEN (SELECT private FROM world) THEN network ELSE substr(network, 1, instr(network, mark) + instr(substr(network, instr(network, mark) + 1), mark)) END, min(day), min(at), max(reads)
FROM (
    SELECT who, network, min(day) AS day, min(at) AS at, 0 AS reads FROM suspect_mail WHERE kind = 'account' AND network IS NOT NULL GROUP BY who, network
    UNION ALL SELECT who, network, min(day), NULL, max(reads) FROM suspect_use GROUP BY who, network)
CROSS JOIN (SELECT '.' AS mark UNION ALL SELECT ':')
WHERE (mark = ':') = (network LIKE '%:%')
GROUP BY who, network;
CREATE TEMP TABLE IF NOT EXISTS failing (who TEXT, day INTEGER, network TEXT, PRIMARY KEY (who, day, network)) WITHOUT ROWID;
DELETE FROM failing;
INSERT OR IGNORE INTO failing (who, day, network)
WITH week AS MATERIALIZED (
    SELECT s.who, s.day, s.days, m.part_id, m.recipients, m.network
    FROM suspect_day s JOIN suspect_mail m ON m.kind = 'account' AND m.who = s.who AND m.day BETWEEN s.day - 7 AND s.day
    WHERE s.kind = 'account' AND s.failing
), pool AS MATERIALIZED (
    SELECT w.who, w.day, w.network
    FROM (SELECT who, day, network, sum(recipients) AS sent FROM week GROUP BY 1, 2, 3) w CROSS JOIN suspect_place p ON p.who = w.who AND p.network = w.network AND p.day >= w.day - 7
    WHERE NOT EXISTS (SELECT 1 FROM suspect_place o WHERE o.who = p.who AND o.around = p.around AND o.day < w.day - 7)
        AND EXISTS (SELECT 1 FROM suspect_place o WHERE o.who = p.who AND o.around <> p.around AND (o.day < p.day OR o.day = p.day AND o.at < p.at))
        AND (NOT p.reads OR (SELECT count(DISTINCT f.recipient) >= 2 AND 5 * count(DISTINCT f.recipient) >= w.sent
            FROM week o CROSS JOIN suspect_failure f ON f.part_id = o.part_id WHERE o.who = w.who AND o.day = w.day AND o.network = w.network))
), told_apart AS MATERIALIZED (
    SELECT *, EXISTS (SELECT 1 FROM pool p WHERE p.who = week.who AND p.day = week.day AND p.network = week.network) AS fresh FROM week
), refused AS (
    SELECT w.who, w.day, w.fresh, count(DISTINCT f.recipient) AS n, count(DISTINCT domain(f.recipient)) AS domains
    FROM told_apart w CROSS JOIN suspect_failure f ON f.part_id = w.part_id
    GROUP BY 1, 2, 3
), told AS (
    SELECT w.who, w.day, w.days, sum(w.recipients) FILTER (WHERE w.fresh) AS sent, r.n, r.domains,
        coalesce(sum(w.recipients) FILTER (WHERE NOT w.fresh), 0) + coalesce((SELECT sum(d.recipients) FROM sender_day d
            WHERE d.kind = 'account' AND d.who = w.who AND d.day BETWEEN w.day - 67 AND w.day - 8), 0) AS else_sent,
        coalesce((SELECT o.n FROM refused o WHERE o.who = w.who AND o.day = w.day AND NOT o.fresh), 0) + coalesce((SELECT sum(d.bounced) FROM sender_day d
            WHERE d.kind = 'account' AND d.who = w.who AND d.day BETWEEN w.day - 67 AND w.day - 8), 0) AS else_refused
    FROM told_apart w JOIN refused r ON r.who = w.who AND r.day = w.day AND r.fresh
    GROUP BY w.who, w.day
)
SELECT t.who, m.day, m.network
FROM told t CROSS JOIN pool p ON p.who = t.who AND p.day = t.day
CROSS JOIN suspect_mail m ON m.kind = 'account' AND m.who = t.who AND m.day BETWEEN t.day - 7 AND t.day AND m.network = p.network
WHERE CASE WHEN t.days >= 3 THEN t.n >= 4 AND 7 * t.n >= t.sent ELSE t.n >= 6 AND 4 * t.n >= t.sent AND t.sent >= 3 * t.else_sent END
    AND (t.domains >= 3 OR t.n >= 10) AND t.n * (t.else_sent + 20) >= 3 * t.sent * (t.else_refused + 1);

-- Its networks.
DELETE FROM suspect_network;
INSERT INTO suspect_network (who, day, network, recipients, first_at, is_new, guessed, overwhelms)
SELECT m.who, m.day, m.network, sum(m.recipients), min(m.at),
    (SELECT count(*) < 3 AND coalesce(min(u.day), m.day) >= m.day - 7 FROM suspect_use u WHERE u.who = m.who AND u.network = m.network AND u.day BETWEEN m.day - 60 AND m.day - 1)
        AND (SELECT count(DISTINCT u.day) < 3
            FROM suspect_place p CROSS JOIN suspect_place a ON a.who = p.who AND a.around = p.around CROSS JOIN suspect_use u ON u.who = a.who AND u.network = a.network
            WHERE p.who = m.who AND p.network = m.network AND u.day BETWEEN m.day - 60 AND m.day - 1), 0, 0
FROM suspect_mail m WHERE m.kind = 'account' AND m.network IS NOT NULL
GROUP BY m.who, m.day, m.network;
UPDATE suspect_network SET guessed = g.mine >= 5 AND (g.others >= 2 OR suspect_network.recipients >= 50), overwhelms = g.mine >= 1 AND g.others >= 4 AND g.failed >= 20
FROM (
    WITH RECURSIVE client AS (
        SELECT DISTINCT n.who, n.day, n.network, n.first_at, m.client_ip
        FROM suspect_day s CROSS JOIN suspect_network n ON n.who = s.who AND n.day = s.day CROSS JOIN suspect_mail m ON m.kind = 'account' AND m.who = n.who AND m.day = n.day AND m.network = n.network
        WHERE s.kind = 'account' AND s.guesses >= 5 AND n.is_new
    ), hours (who, day, network, first_at, client_ip, hour) AS (
        SELECT who, day, network, first_at, client_ip, first_at / 3600 - 24 FROM client
        UNION ALL SELECT who, day, network, first_at, client_ip, hour + 1 FROM hours WHERE hour < first_at / 3600
    )
    SELECT h.who, h.day, h.network, count(*) AS failed, count(*) FILTER (WHERE l.user = h.who) AS mine, count(DISTINCT nullif(l.user, h.who)) AS others
    FROM hours h CROSS JOIN login l ON hour_key(l.at, l.client_ip) = hour_key(h.hour * 3600, h.client_ip) AND l.client_ip = h.client_ip
    WHERE l.ok = 0 AND l.at <= h.first_at
    GROUP BY 1, 2, 3
) g
WHERE g.who = suspect_network.who AND g.day = suspect_network.day AND g.network = suspect_network.network;

DELETE FROM suspect_fact;
INSERT INTO suspect_fact (kind, who, day, name, family)
SELECT kind, who, day, CASE WHEN days >= 3 THEN 'beyond-habit' ELSE 'many-recipients' END, 'much' FROM suspect_day WHERE beyond
UNION ALL
SELECT s.kind, s.who, s.day, 'unknown-recipients', 'unknown'
FROM suspect_day s JOIN suspect_mail m USING (kind, who, day)
GROUP BY 1, 2, 3 HAVING sum(m.unknown) >= 10 AND 5 * sum(m.unknown) >= sum(m.recipients)
UNION ALL
SELECT s.kind, s.who, s.day, 'refused-recipients', 'unknown'
FROM suspect_day s JOIN suspect_mail m USING (kind, who, day)
WHERE s.days < 3
GROUP BY 1, 2, 3 HAVING sum(m.refused) >= 10 AND 10 * sum(m.refused) >= sum(m.recipients);
INSERT INTO suspect_fact (kind, who, day, name, family)
WITH habit AS (
    SELECT s.who, s.day, (SELECT count(DISTINCT u.day) FROM suspect_use u WHERE u.who = s.who AND u.day BETWEEN s.day - 60 AND s.day - 1) AS days,
        (SELECT max(n) FROM (SELECT count(*) AS n FROM suspect_use u WHERE u.who = s.who AND u.day BETWEEN s.day - 60 AND s.day - 1 GROUP BY u.day)) AS most
    FROM suspect_day s WHERE s.kind = 'account'
), network AS (
    SELECT who, day, count(*) AS n, sum(is_new) AS fresh, sum(recipients) AS recipients, coalesce(sum(recipients) FILTER (WHERE is_new), 0) AS by_new,
        max(guessed) AS guessed, max(overwhelms) AS overwhelms
    FROM suspect_network GROUP BY who, day
), place AS (
    SELECT m.who, m.day, m.at, m.client_ip, p.around FROM suspect_mail m JOIN suspect_place p USING (who, network) WHERE m.kind = 'account'
), turn AS (
    SELECT who, day, count(DISTINCT around) AS places, count(*) FILTER (WHERE around <> last) AS turns
    FROM (SELECT who, day, around, lag(around) OVER (PARTITION BY who, day ORDER BY at, client_ip) AS last FROM place)
    GROUP BY who, day
)
SELECT 'account', n.who, n.day, 'many-networks', 'where' FROM network n JOIN habit h USING (who, day) LEFT JOIN turn t USING (who, day)
WHERE CASE WHEN h.days >= 3 THEN n.n >= 5 AND n.n > 2 * h.most ELSE n.n >= 10 OR t.places >= 3 AND t.turns >= 10 OR t.places >= 2 AND t.turns >= 20 END
UNION ALL
SELECT 'account', n.who, n.day, 'new-client', 'where' FROM network n JOIN habit h USING (who, day)
WHERE h.days >= 3 AND n.by_new >= 10 AND 2 * n.by_new >= n.recipients
UNION ALL
SELECT 'account', f.who, f.day, 'failing-client', 'enough' FROM failing f GROUP BY f.who, f.day
UNION ALL
SELECT 'account', n.who, n.day, 'guessed', 'guess' FROM network n WHERE n.guessed OR n.overwhelms
UNION ALL
SELECT 'account', n.who, n.day, 'overwhelms', 'enough' FROM network n JOIN habit h USING (who, day)
WHERE n.overwhelms OR h.days >= 3 AND h.most <= 5 AND n.fresh >= 20 AND n.recipients >= 50
UNION ALL
SELECT kind, who, day, 'changing-senders', 'sender'
FROM (
    SELECT kind, who, day, days, count(DISTINCT name) AS names, count(DISTINCT CASE WHEN is_new THEN name END) AS new_names,
        (SELECT max(n) FROM (SELECT count(DISTINCT d.sender) AS n FROM sender_day d
            WHERE d.kind = named.kind AND d.who = named.who AND d.day BETWEEN named.day - 60 AND named.day - 1 GROUP BY d.day)) AS most
    FROM (
        SELECT kind, who, day, days, is_new,
            replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(substr(sender, 1, instr(sender, '@')),
                '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6', ''), '7', ''), '8', ''), '9', '') || domain(sender) AS name
        FROM (
            SELECT s.kind, s.who, s.day, s.days, original_address(m.sender) AS sender,
                NOT EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = s.kind AND d.who = s.who AND d.sender = m.sender AND d.day BETWEEN s.day - 60 AND s.day - 1) AS is_new
            FROM suspect_day s JOIN suspect_mail m USING (kind, who, day)
            WHERE m.sender <> ''
            LIMIT -1)
        ) named
    GROUP BY 1, 2, 3
)
WHERE new_names >= CASE WHEN days >= 3 THEN 5 ELSE 10 END OR (days >= 3 AND names >= 5 AND names > 2 * most)
UNION ALL
SELECT s.kind, s.who, s.day, 'foreign-sender', 'sender'
FROM suspect_day s JOIN suspect_mail m USING (kind, who, day)
WHERE domain(m.sender) IS NOT NULL AND EXISTS (SELECT 1 FROM own WHERE kind = 'domain')
    AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND (o.value = domain(m.sender) OR domain(m.sender) LIKE '%.' || o.value))
    AND NOT EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = s.kind AND d.who = s.who AND d.day BETWEEN s.day - 60 AND s.day - 1 AND domain(d.sender) = domain(m.sender))
GROUP BY 1, 2, 3 HAVING sum(m.recipients) >= 10 AND 2 * sum(m.recipients) >= max(s.recipients);

-- The days. Where networks that are new carry half of it, or its mail fails from some, the stranger's mail is what came from them (from those that guessed, if any
-- did), else all.
DELETE FROM takeover_day WHERE EXISTS (SELECT 1 FROM reconsidered r WHERE r.kind = takeover_day.kind AND r.who = takeover_day.who AND takeover_day.day >= r.from_day);
CREATE TEMP TABLE IF NOT EXISTS stolen_day (kind TEXT, who TEXT, day INTEGER, days INTEGER, by_new INTEGER, by_guess INTEGER, by_failing INTEGER, reasons TEXT,
    PRIMARY KEY (kind, who, day)) WITHOUT ROWID;
DELETE FROM stolen_day;
INSERT INTO stolen_day (kind, who, day, days, by_new, by_guess, by_failing, reasons)
SELECT f.kind, f.who, f.day, s.days, max(name = 'new-client'), max(name = 'guessed'), max(name = 'failing-client'), group_concat(CASE WHEN name <> 'overwhelms' THEN name END, ' ')
FROM (SELECT * FROM suspect_fact ORDER BY kind, who, day, name) f JOIN suspect_day s USING (kind, who, day)
GROUP BY f.kind, f.who, f.day
HAVING max(family = 'enough') OR count(DISTINCT family) >= 2 AND max(family IN ('where', 'guess', 'sender'))
    AND (s.recipients >= 100 OR max(family <> 'much' AND name <> 'new-client'));
CREATE TEMP TABLE IF NOT EXISTS stolen_mail (kind TEXT, who TEXT, day INTEGER, part_id INTEGER, network TEXT, reasons TEXT);
DELETE FROM stolen_mail;
INSERT INTO stolen_mail (kind, who, day, part_id, network, reasons)
SELECT t.kind, t.who, t.day, m.part_id,
    CASE WHEN t.by_guess OR t.by_new OR t.by_failing OR t.days < 3 THEN m.network END, t.reasons
FROM stolen_day t JOIN suspect_mail m USING (kind, who, day) LEFT JOIN suspect_network n ON t.kind = 'account' AND n.who = t.who AND n.day = t.day AND n.network = m.network
WHERE CASE WHEN t.by_guess THEN n.guessed OR n.overwhelms
    WHEN t.by_failing THEN EXISTS (SELECT 1 FROM failing f WHERE f.who = t.who AND f.day = t.day AND f.network = m.network)
    WHEN t.by_new THEN n.is_new ELSE 1 END;
INSERT INTO stolen_mail (kind, who, day, part_id, reasons)
SELECT m.kind, m.who, m.day, m.part_id, max(t.reasons)
FROM (SELECT DISTINCT kind, who, day, network, reasons FROM stolen_mail WHERE network IS NOT NULL) t CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 1)
CROSS JOIN suspect_mail m ON m.kind = t.kind AND m.who = t.who AND m.day = t.day + step AND m.network = t.network
WHERE NOT EXISTS (SELECT 1 FROM stolen_day o WHERE o.kind = t.kind AND o.who = t.who AND o.day = t.day + step)
GROUP BY m.kind, m.who, m.day, m.part_id;
INSERT INTO takeover_day (kind, who, day, starts_at, ends_at, messages, recipients, reasons)
SELECT t.kind, t.who, t.day, min(m.at), max(m.at), count(*), sum(m.recipients), max(t.reasons)
FROM stolen_mail t JOIN suspect_mail m ON m.kind = t.kind AND m.who = t.who AND m.day = t.day AND m.part_id = t.part_id
JOIN reconsidered r ON r.kind = t.kind AND r.who = t.who AND t.day >= r.from_day
GROUP BY t.kind, t.who, t.day;

DELETE FROM takeover;
INSERT INTO takeover (kind, target, starts_at, ends_at, messages, recipients, reasons)
WITH run AS (
    SELECT kind, who, min(day) AS first, max(day) AS last, min(starts_at) AS starts_at, max(ends_at) AS ends_at, sum(messages) AS messages, sum(recipients) AS recipients
    FROM (SELECT *, day - row_number() OVER (PARTITION BY kind, who ORDER BY day) AS run FROM takeover_day)
    GROUP BY kind, who, run
)
SELECT kind, who, starts_at, ends_at, messages, recipients,
    (SELECT json_group_array(name) FROM (SELECT DISTINCT j.value AS name FROM takeover_day d CROSS JOIN json_each('["' || replace(d.reasons, ' ', '","') || '"]') j
        WHERE d.kind = r.kind AND d.who = r.who AND d.day BETWEEN r.first AND r.last ORDER BY name))
FROM run r
ORDER BY starts_at, kind, who;

-- For client_habit: the sixty days before an account's takeovers, and those themselves.
DELETE FROM client_day WHERE account IN (SELECT who FROM suspect_day WHERE kind = 'account');
INSERT INTO client_day (account, network, day, n) SELECT who, network, day, n FROM suspect_use;
DELETE FROM client_day
WHERE (SELECT client_day.day BETWEEN min(t.day) - 60 AND max(t.day) FROM takeover_day t WHERE t.kind = 'account' AND t.who = client_day.account) IS NOT 1;
