-- The public face: what users and reports may rest on. Columns may be added, not renamed. Made anew at each opening
-- for writing by another version, so that they need no migration.

-- A message is one row of mail, or the parts of it that lie in several streams together, of which the first has its number. (Those are few. As
-- subqueries they cost nothing where there are none, and what is asked of the view can go by the indexes of mail.)
CREATE VIEW message_part AS
SELECT m.part_id AS mail_id, m.host, m.instance, m.queue_id, m.first_at,
    iif(m.joined IS NULL, m.last_at, (SELECT max(p.last_at) FROM mail p WHERE p.joined = m.joined)) AS last_at,
    iif(m.joined IS NULL, m.birth, (SELECT coalesce(max(nullif(p.birth, (SELECT word_id FROM word WHERE word = 'internal'))), max(p.birth)) FROM mail p WHERE p.joined = m.joined)) AS birth,
    iif(m.joined IS NULL, m.ended, (SELECT max(p.ended) FROM mail p WHERE p.joined = m.joined)) AS ended,
    iif(m.joined IS NULL, m.hop, (SELECT max(p.hop) FROM mail p WHERE p.joined = m.joined)) AS hop,
    iif(m.joined IS NULL, m.client_name, (SELECT max(p.client_name) FROM mail p WHERE p.joined = m.joined)) AS client_name,
    iif(m.joined IS NULL, m.client_ip, (SELECT max(p.client_ip) FROM mail p WHERE p.joined = m.joined)) AS client_ip,
    iif(m.joined IS NULL, m.sasl_user, (SELECT max(p.sasl_user) FROM mail p WHERE p.joined = m.joined)) AS sasl_user,
    iif(m.joined IS NULL, m.message_id, (SELECT max(p.message_id) FROM mail p WHERE p.joined = m.joined)) AS message_id,
    iif(m.joined IS NULL, m.sender, (SELECT coalesce(max(CASE WHEN p.size IS NOT NULL THEN p.sender END), max(p.sender)) FROM mail p WHERE p.joined = m.joined)) AS sender,
    iif(m.joined IS NULL, m.size, (SELECT max(p.size) FROM mail p WHERE p.joined = m.joined)) AS size,
    iif(m.joined IS NULL, m.nrcpt, (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = m.joined)) AS nrcpt,
    iif(m.joined IS NULL, m.sent, (SELECT sum(p.sent) FROM mail p WHERE p.joined = m.joined)) AS sent,
    iif(m.joined IS NULL, m.bounced, (SELECT sum(p.bounced) FROM mail p WHERE p.joined = m.joined)) AS bounced,
    iif(m.joined IS NULL, m.deferred, (SELECT sum(p.deferred) FROM mail p WHERE p.joined = m.joined)) AS deferred,
    iif(m.joined IS NULL, m.remote, (SELECT sum(p.remote) FROM mail p WHERE p.joined = m.joined)) AS remote,
    iif(m.joined IS NULL, m.expired, (SELECT max(p.expired) FROM mail p WHERE p.joined = m.joined)) AS expired,
    iif(m.joined IS NULL, m.rejected, (SELECT max(p.rejected) FROM mail p WHERE p.joined = m.joined)) AS rejected,
    iif(m.joined IS NULL, m.origin_queue_id, (SELECT max(p.origin_queue_id) FROM mail p WHERE p.joined = m.joined)) AS origin_queue_id,
    iif(m.joined IS NULL, m.origin_client_name, (SELECT max(p.origin_client_name) FROM mail p WHERE p.joined = m.joined)) AS origin_client_name,
    iif(m.joined IS NULL, m.origin_client_ip, (SELECT max(p.origin_client_ip) FROM mail p WHERE p.joined = m.joined)) AS origin_client_ip,
    m.source_id, m.position, iif(m.joined IS NULL, 1, (SELECT count(*) FROM mail p WHERE p.joined = m.joined)) AS parts
FROM mail m WHERE m.joined IS NULL OR m.joined = m.part_id;

-- direction: out, from a login or this host; in, from a stranger to a mailbox of ours; relay, from a client without
-- login to another host; hop, once more through a content filter or by postsuper -r; notice, written by our own bounce(8).
CREATE VIEW messages AS
SELECT p.mail_id, h.word AS host, i.word AS instance, p.queue_id, p.first_at, p.last_at,
    p.client_name, p.client_ip, p.sasl_user, p.message_id, p.sender, p.size, p.nrcpt,
    CASE
        WHEN p.sasl_user IS NOT NULL OR (b.word = 'pickup' AND p.origin_queue_id IS NULL) THEN 'out'
        WHEN b.word = 'notice' THEN 'notice'
        WHEN p.hop = 1 OR p.origin_queue_id IS NOT NULL THEN 'hop'
        WHEN p.origin_client_ip IS NOT NULL THEN 'in'   -- through a proxy before the queue
        WHEN p.client_ip IN ('127.0.0.1', '::1') THEN 'out'
        WHEN p.client_ip IS NOT NULL AND p.remote > 0 AND p.remote >= p.sent + p.bounced + p.deferred THEN 'relay'
        WHEN p.client_ip IS NOT NULL THEN 'in'
    END AS direction,
    CASE
        WHEN p.rejected > 0 THEN 'rejected'
        WHEN p.expired > 0 THEN 'expired'
        WHEN p.bounced > 0 THEN 'bounced'
        WHEN p.deferred > 0 AND p.ended = 0 THEN 'deferred'
        WHEN p.sent > 0 THEN 'sent'
        WHEN p.ended = 1 THEN 'removed'
        WHEN p.size IS NOT NULL THEN 'queued'
        ELSE 'incomplete'
    END AS status,
    p.sent, p.bounced, p.deferred, p.origin_queue_id, p.origin_client_name, p.origin_client_ip, p.source_id, p.position
FROM message_part p
JOIN word h ON h.word_id = p.host
LEFT JOIN word i ON i.word_id = p.instance
LEFT JOIN word b ON b.word_id = p.birth;

CREATE VIEW deliveries AS
SELECT coalesce(m.joined, d.part_id) AS mail_id, d.at, d.recipient, d.orig_to, d.relay_host, d.relay_ip, d.remote_queue_id,
    d.dsn, s.word AS status, d.reply, h.word AS host, p.word AS program, d.source_id, d.position
FROM delivery d
JOIN word s ON s.word_id = d.status
JOIN word p ON p.word_id = d.program
JOIN mail m ON m.part_id = d.part_id
JOIN word h ON h.word_id = m.host;

CREATE VIEW policy_action AS
SELECT r.rejection_id, coalesce(m.joined, r.part_id) AS mail_id, r.at, h.word AS host, p.word AS program,
    r.client_name, r.client_ip, r.helo, r.sender, r.recipient, r.code, r.dsn, r.reason, g.word AS stage, a.word AS action,
    r.source_id, r.position
FROM rejection r
JOIN word a ON a.word_id = r.action
JOIN word h ON h.word_id = r.host
JOIN word p ON p.word_id = r.program
LEFT JOIN word g ON g.word_id = r.stage
LEFT JOIN mail m ON m.part_id = r.part_id;

CREATE VIEW rejections AS SELECT * FROM policy_action WHERE action = 'reject';
-- What a rule of ours would have refused (reject_warning), held, discarded, redirected ...: accepted all the same.
CREATE VIEW warnings AS SELECT * FROM policy_action WHERE action <> 'reject';

-- What the line of a refused check leaves out (the HELO name, the recipient) stands in the rejection that it is joined to.
CREATE VIEW spf_checks AS
SELECT c.at, h.word AS host, p.word AS program, r.word AS result, i.word AS identity, c.client_ip, coalesce(c.helo, j.helo) AS helo,
    coalesce(c.sender, j.sender) AS sender, coalesce(c.recipient, j.recipient) AS recipient, c.reason, a.word AS action,
    coalesce(m.joined, c.part_id) AS mail_id, c.rejection_id, c.queue_id, c.check_id, c.source_id, c.position
FROM spf_check c
JOIN word h ON h.word_id = c.host
JOIN word p ON p.word_id = c.program
JOIN word r ON r.word_id = c.result
LEFT JOIN word i ON i.word_id = c.identity
LEFT JOIN word a ON a.word_id = c.action
LEFT JOIN rejection j ON j.rejection_id = c.rejection_id
LEFT JOIN mail m ON m.part_id = c.part_id;

CREATE VIEW logins AS
SELECT l.at, h.word AS host, p.word AS program, l.client_name, l.client_ip, l.user, l.method, l.ok, l.source_id, l.position
FROM login l
JOIN word h ON h.word_id = l.host
JOIN word p ON p.word_id = l.program;

CREATE VIEW links AS
SELECT l.at, h.word AS host, coalesce(m.joined, l.part_id) AS mail_id, l.queue_id, l.child_queue_id, k.word AS kind,
    l.source_id, l.position
FROM link l
JOIN word h ON h.word_id = l.host
JOIN word k ON k.word_id = l.kind
LEFT JOIN mail m ON m.part_id = l.part_id;

-- What our own bounce(8) wrote, and the message that it answers: from whom that came (before a content filter, where one stood between), and why it failed.
-- to_stranger: it answers a client that neither logged in nor lies in a network of ours. (Found by the line that tells of it, which stands within an hour of
-- its own first one: notices are few, and a time of them or all are gone through, not the log.)
CREATE VIEW notices AS
SELECT l.at, h.word AS host, coalesce(n.joined, n.part_id) AS mail_id, n.queue_id, k.word AS kind, p.sender AS recipient, n.sent > 0 AS sent,
    coalesce(p.joined, p.part_id) AS parent_mail_id, p.queue_id AS parent_queue_id,
    coalesce(f.client_name, p.origin_client_name, p.client_name) AS client_name, coalesce(f.client_ip, p.origin_client_ip, p.client_ip) AS client_ip,
    coalesce(f.sasl_user, p.sasl_user) AS sasl_user, d.recipient AS failed, g.word AS program, s.word AS status, d.dsn, d.relay_ip, d.reply,
    coalesce(f.sasl_user, p.sasl_user) IS NULL AND p.sender <> '' AND coalesce(f.client_ip, p.origin_client_ip, p.client_ip) NOT IN ('127.0.0.1', '::1')
        AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('network', 'outgoing') AND in_network(coalesce(f.client_ip, p.origin_client_ip, p.client_ip), o.value)) AS to_stranger,
    n.source_id, n.position
FROM link l
JOIN word k ON k.word_id = l.kind AND k.word <> 'filter'
CROSS JOIN mail n ON hour_key(n.first_at, n.queue_id) IN (hour_key(l.at + 60, l.child_queue_id), hour_key(l.at - 3540, l.child_queue_id))
    AND n.queue_id = l.child_queue_id AND n.host = l.host AND l.at BETWEEN n.first_at - 60 AND n.first_at + 3600
    AND n.birth = (SELECT word_id FROM word WHERE word = 'notice')
JOIN mail q ON q.part_id = l.part_id
JOIN mail p ON p.part_id = coalesce(q.joined, q.part_id)
JOIN word h ON h.word_id = n.host
LEFT JOIN mail f ON f.part_id = (
    SELECT coalesce(o.joined, o.part_id) FROM link w JOIN mail o ON o.part_id = w.part_id
    WHERE w.child_queue_id = p.queue_id AND w.host = p.host AND w.kind = (SELECT word_id FROM word WHERE word = 'filter')
        AND w.at BETWEEN p.first_at - 60 AND p.first_at + 60)
LEFT JOIN delivery d ON d.delivery_id = (
    SELECT min(e.delivery_id) FROM delivery e
    WHERE e.part_id = q.part_id AND e.status IN (SELECT word_id FROM word WHERE word IN ('bounced', 'expired') OR word = CASE k.word WHEN 'delay' THEN 'deferred' END))
LEFT JOIN word g ON g.word_id = d.program
LEFT JOIN word s ON s.word_id = d.status;

CREATE VIEW sources AS
SELECT source_id, kind, path, position, lines, unread, first_at, last_at, read_at FROM source;

-- How long a host was silent inside a source: at all, and around an hour of the day (of UTC: then, or an hour sooner or later). Of these hours nothing is
-- known (NULL) until we hold a day of that host.
CREATE VIEW usual_silence AS
WITH RECURSIVE clock(hour) AS (VALUES (0) UNION ALL SELECT hour + 1 FROM clock WHERE hour < 23),
held AS (SELECT host, max(silence) AS longest, sum(last_at - first_at) >= 86400 AS daily FROM source_host GROUP BY host)
SELECT h.host, c.hour, h.longest, CASE WHEN h.daily THEN (
    SELECT iif(count(*) = 3, max(n.seconds), h.longest) FROM silence n
    WHERE n.host = h.host AND n.hour IN ((c.hour + 23) % 24, c.hour, (c.hour + 1) % 24)) END AS seconds
FROM held h CROSS JOIN clock c;

-- Spans in which we hold a host's log. Two sources belong to one span unless a file of the rotation is missing between them: the time between is longer than
-- an hour and than twice its longest silence, or longer than ten minutes and than three times the longest at one of these hours. (Of n silences that
-- come by chance, the next is twice as long as all with a probability of 2 : (n + 1)(n + 2), and three times of 6 : (n + 1)(n + 2)(n + 3); an hour has had few.)
-- A quarter of the time, an hour at most, is left out at both ends: nights do not begin on the hour.
CREATE VIEW span AS
WITH ordered AS (
    SELECT host, first_at, last_at, source_id,
        max(last_at) OVER (PARTITION BY host ORDER BY first_at, last_at, source_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reached
    FROM source_host
), gap AS (
    SELECT host, source_id, first_at - reached AS seconds, reached + min(3600, (first_at - reached) / 4) AS from_at, first_at - min(3600, (first_at - reached) / 4) AS to_at
    FROM ordered WHERE first_at - reached > 600
), usual AS MATERIALIZED (
    SELECT * FROM usual_silence WHERE EXISTS (SELECT 1 FROM gap)
), missing AS MATERIALIZED (
    SELECT g.host, g.source_id
    FROM gap g JOIN usual u ON u.host = g.host AND (u.hour - g.from_at / 3600 % 24 + 24) % 24 <= g.to_at / 3600 - g.from_at / 3600
    GROUP BY g.host, g.source_id
    HAVING g.seconds > max(3600, 2 * u.longest) OR g.seconds > 3 * min(u.seconds)
), numbered AS (
    SELECT o.*, sum(o.reached IS NULL OR m.host IS NOT NULL) OVER (PARTITION BY o.host ORDER BY first_at, last_at, o.source_id) AS span
    FROM ordered o LEFT JOIN missing m ON m.host = o.host AND m.source_id = o.source_id
)
SELECT host, span, min(first_at) AS from_at, max(last_at) AS to_at, min(source_id) AS source_id FROM numbered GROUP BY host, span;

CREATE VIEW holes AS
SELECT h.word AS host, s.to_at AS from_at, n.from_at AS to_at, 'no log' AS reason, NULL AS lines, n.source_id, 0 AS position
FROM span s JOIN span n ON n.host = s.host AND n.span = s.span + 1 JOIN word h ON h.word_id = s.host
UNION ALL
SELECT h.word, l.at - l.seconds, l.at, 'lines dropped by ' || p.word, l.lines, l.source_id, l.position
FROM loss l JOIN word h ON h.word_id = l.host JOIN word p ON p.word_id = l.program;

CREATE VIEW coverage AS
WITH starts AS (
    SELECT host, from_at AS at, source_id FROM span
    UNION SELECT host, at, source_id FROM loss
), ends AS (
    SELECT host, to_at AS at FROM span
    UNION SELECT host, at - seconds FROM loss
), pieces AS (
    SELECT s.host, s.at AS from_at, s.source_id, (SELECT min(e.at) FROM ends e WHERE e.host = s.host AND e.at >= s.at) AS to_at
    FROM starts s
)
SELECT h.word AS host, p.from_at, p.to_at, p.source_id, 0 AS position
FROM pieces p JOIN word h ON h.word_id = p.host
WHERE p.to_at IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM loss l WHERE l.host = p.host AND p.from_at >= l.at - l.seconds AND p.from_at < l.at);

CREATE VIEW unread AS
SELECT program, shape, n, first_at, first_sample, last_at, last_sample, last_source AS source_id, last_position AS position
FROM unread_shape WHERE known = 1;

-- The programs of mail servers whose log is not read. sends: whether mail leaves the host by it.
CREATE VIEW mail_server (program, system, sends) AS
VALUES ('sendmail', 'sendmail', 1), ('sm-mta', 'sendmail', 1), ('sm-mta-*', 'sendmail', 1), ('sm-msp-queue', 'sendmail', 1), ('sm-que', 'sendmail', 1),
    ('sm-cron', 'sendmail', 1), ('smtpd', 'OpenSMTPD', 1), ('opensmtpd', 'OpenSMTPD', 1),
    ('courierd', 'Courier', 1), ('courieresmtp', 'Courier', 1), ('courieresmtpd', 'Courier', 1), ('courier*', 'Courier', 0),
    ('cyrus/*', 'Cyrus', 0), ('cyrus', 'Cyrus', 0), ('cyrus-master', 'Cyrus', 0),
    ('qmail', 'qmail', 1), ('netqmail', 'qmail', 1), ('qmail-*', 'qmail', 1), ('MSExchange*', 'Exchange', 1),
    ('dma', 'dma', 1), ('nullmailer', 'nullmailer', 1), ('nullmailer-send', 'nullmailer-send', 1), ('msmtp', 'msmtp', 1), ('sSMTP', 'sSMTP', 1),
    ('haraka', 'haraka', 1), ('maddy', 'maddy', 1), ('zimbra', 'zimbra', 1), ('xmail', 'xmail', 1), ('citserver', 'citserver', 1);

-- Lines of programs that have nothing to do with mail, or that no rule file speaks of yet; mail_system: of whose log they are, if of a mail server's.
CREATE VIEW passed_over AS
SELECT program, n, first_at, first_sample, last_at, last_sample, last_source AS source_id, last_position AS position,
    (SELECT max(m.system) FROM mail_server m WHERE u.program GLOB m.program) AS mail_system
FROM unread_shape u WHERE known = 0;

-- Totals of days in words, whole: without their domains (domain is NULL). Who asks for no domain takes these, which are few.
CREATE VIEW day_sum AS
SELECT t.whole, t.day, t.domain, h.word AS host, c.word AS class, r.word AS result, t.detail, a.word AS action, t.n
FROM (
    SELECT 1 AS whole, day, NULL AS domain, host, class, result, detail, n FROM day_total
    UNION ALL
    SELECT 0, day, domain, host, class, result, detail, n FROM daily_count
) t
JOIN word h ON h.word_id = t.host
JOIN word c ON c.word_id = t.class
JOIN word r ON r.word_id = t.result
LEFT JOIN word a ON a.word_id = t.detail AND c.word = 'check';

-- Totals of what the logs held; and of the bounces that were pruned, by the domain to which they came: they belong to no host, and their result is their
-- kind and the class of the verdict. (No function of ours: other programs may read it.)
CREATE VIEW daily AS
SELECT date(d.day * 86400, 'unixepoch') AS day, h.word AS host, d.domain, c.word AS class,
    r.word || CASE WHEN d.detail = 0 OR c.word = 'delivery' THEN '' WHEN c.word = 'check' THEN ' ' || a.word ELSE ' ' || d.detail END AS result, d.n,
    CASE c.word WHEN 'delivery' THEN a.word END AS program
FROM daily_count d
JOIN word h ON h.word_id = d.host
JOIN word c ON c.word_id = d.class
JOIN word r ON r.word_id = d.result
LEFT JOIN word a ON a.word_id = d.detail
WHERE d.n > 0
UNION ALL
SELECT date(p.day * 86400, 'unixepoch'), NULL, p.domain, 'bounce', k.word || ' ' || p.class, p.n, NULL
FROM pruned_day p JOIN word k ON k.word_id = p.kind;

-- The hours in which there is any evidence, counted from 1970: an index that begins with the hour is gone through by them.
CREATE VIEW hour AS
WITH RECURSIVE hour(hour) AS (
    SELECT min(t) FROM (
        SELECT min(first_at) / 3600 AS t FROM mail UNION ALL SELECT min(at) / 3600 FROM delivery
        UNION ALL SELECT min(at) / 3600 FROM rejection UNION ALL SELECT min(at) / 3600 FROM spf_check UNION ALL SELECT min(at) / 3600 FROM login)
    UNION ALL
    SELECT (SELECT min(t) FROM (
        SELECT min(first_at) / 3600 AS t FROM mail WHERE first_at >= (hour + 1) * 3600
        UNION ALL SELECT min(at) / 3600 FROM delivery WHERE at >= (hour + 1) * 3600
        UNION ALL SELECT min(at) / 3600 FROM rejection WHERE at >= (hour + 1) * 3600
        UNION ALL SELECT min(at) / 3600 FROM spf_check WHERE at >= (hour + 1) * 3600
        UNION ALL SELECT min(at) / 3600 FROM login WHERE at >= (hour + 1) * 3600))
    FROM hour WHERE hour IS NOT NULL
)
SELECT hour FROM hour WHERE hour IS NOT NULL;

-- --- mail that answers mail ------------------------------------------------------------------------------------------

-- One row a bounce, with the first of its arrivals. kind: the worst action where recipients differ. (What stands in a table of its own is a subquery:
-- SQLite then looks it up only where it is asked for, which it does not do for joins in an aggregate.)
CREATE VIEW bounces AS
SELECT t.bounce_id,
    (SELECT replace(s.path || coalesce(iif(s.kind = 'archive', ':', '/') || a.file, ''), '/./', '/') FROM arrival a JOIN source s ON s.source_id = a.source_id WHERE a.arrival_id = t.arrival_id) AS path,
    t.arrived_at,
    coalesce((SELECT m.joined FROM mail m WHERE m.part_id = t.arrival_part_id), t.arrival_part_id) AS arrival_mail_id,
    (SELECT w.word FROM word w WHERE w.word_id = b.kind) AS kind, (SELECT w.word FROM word w WHERE w.word_id = b.dialect) AS dialect, b.sender,
    (SELECT a.returned_to FROM arrival a WHERE a.arrival_id = t.arrival_id) AS returned_to, b.reporting_mta, t.bouncer, t.delivered_by_name, t.delivered_by_ip,
    b.message_id, b.in_reply_to, b.quoted_message_id, b.quoted_queue_id, b.quoted_sender, b.quoted_from, b.quoted_subject, b.quoted_at, b.quoted_signed,
    t.handed_ip, t.handed_helo, t.handed_name, t.handed_at, t.origin_ip,
    (SELECT count(*) FROM arrival o WHERE o.bounce_id = t.bounce_id) AS arrivals,
    (SELECT w.word FROM mail m JOIN word w ON w.word_id = m.host WHERE m.part_id = t.arrival_part_id) AS host,
    (SELECT a.source_id FROM arrival a WHERE a.arrival_id = t.arrival_id) AS source_id, (SELECT a.position FROM arrival a WHERE a.arrival_id = t.arrival_id) AS position
FROM trace t JOIN bounce b ON b.bounce_id = t.bounce_id;

-- The same with their verdict and little else, for counts of very many: what is not asked for costs nothing.
CREATE VIEW judged AS
SELECT t.bounce_id, t.arrived_at, v.class, v.strength, v.missing, t.bouncer,
    (SELECT a.returned_to FROM arrival a WHERE a.arrival_id = t.arrival_id) AS returned_to,
    (SELECT w.word FROM bounce b JOIN word w ON w.word_id = b.kind WHERE b.bounce_id = t.bounce_id) AS kind,
    (SELECT w.word FROM bounce b JOIN word w ON w.word_id = b.dialect WHERE b.bounce_id = t.bounce_id) AS dialect,
    (SELECT w.word FROM mail m JOIN word w ON w.word_id = m.host WHERE m.part_id = t.arrival_part_id) AS host
FROM trace t CROSS JOIN verdict v ON v.bounce_id = t.bounce_id;

CREATE VIEW bounce_recipients AS
SELECT r.bounce_id, r.final_recipient, r.original_recipient, a.word AS action, r.status, r.remote_mta, r.diagnostic
FROM bounce_recipient r LEFT JOIN word a ON a.word_id = r.action;

-- Received lines: of the returned mail (arrival NULL) and of the bounce itself, the latest first.
CREATE VIEW bounce_hops AS
SELECT bounce_id, nullif(arrival_id, 0) AS arrival, n, helo, client_name, client_ip, stamped_by, stamped_by_ip, protocol, queue_id, recipient, at FROM hop;

CREATE VIEW bounce_stamps AS
SELECT s.bounce_id, s.n, s.hop, s.stamped_by, m.word AS method, r.word AS result, s.domain, s.client_ip
FROM stamp s JOIN word m ON m.word_id = s.method JOIN word r ON r.word_id = s.result;

CREATE VIEW signals AS SELECT bounce_id, name, detail, source_id, position FROM signal;

CREATE VIEW verdicts AS
SELECT v.bounce_id, v.class, v.strength, v.reasons, v.missing, v.account, v.client_ip, coalesce(m.joined, v.original_part_id) AS original_mail_id
FROM verdict v LEFT JOIN mail m ON m.part_id = v.original_part_id;

-- What other people's servers sent us for mail that we never sent. delivered_by_network: what belongs together for certain, the /28 that a
-- customer has, or of IPv6 the /32 that a provider has; no address, a key.
CREATE VIEW backscatter AS
SELECT b.*, v.strength, lower(coalesce(b.returned_to, b.quoted_sender)) AS forged,
    CASE WHEN instr(b.delivered_by_ip, ':') > 0
        THEN substr(b.delivered_by_ip, 1, instr(b.delivered_by_ip, ':') + instr(substr(b.delivered_by_ip, instr(b.delivered_by_ip, ':') + 1), ':'))
        ELSE rtrim(b.delivered_by_ip, '0123456789') || (replace(b.delivered_by_ip, rtrim(b.delivered_by_ip, '0123456789'), '') / 16 * 16) END AS delivered_by_network,
    CASE WHEN b.dialect = 'sieve' THEN 'accepted, then refused by a sieve script' ELSE
        CASE b.kind WHEN 'failed' THEN 'accepted, then bounced' WHEN 'delayed' THEN 'accepted, then delayed' WHEN 'autoreply' THEN 'auto-reply'
            WHEN 'challenge' THEN 'challenge' WHEN 'disposition' THEN 'receipt' ELSE 'accepted, then reported as ' || b.kind END END AS how
FROM bounces b JOIN verdict v ON v.bounce_id = b.bounce_id
WHERE v.class = 'forged';

CREATE VIEW null_mail AS
SELECT n.at, (SELECT w.word FROM word w WHERE w.word_id = n.host) AS host, coalesce((SELECT m.joined FROM mail m WHERE m.part_id = n.part_id), n.part_id) AS mail_id,
    n.rejection_id, n.client_ip, n.recipient, n.accepted, n.class, n.strength, n.reason, n.source_id, n.position
FROM null_judged n;

CREATE VIEW own AS
SELECT kind, value, how, n, first_at, last_at, 0 AS pinned FROM own_fact
UNION ALL SELECT kind, value, CASE configured WHEN 0 THEN 'pinned by the postmaster' ELSE 'pinned in the configuration' END, NULL, pinned_at, pinned_at, 1 FROM pin;

CREATE VIEW takeovers AS
SELECT takeover_id, kind, target, starts_at, ends_at, messages, recipients, reasons FROM takeover;

-- From where an account was used: of accounts in a takeover (analyze/24_takeover.sql tells how to ask).
CREATE VIEW client_habit AS
SELECT account, network, day, n FROM client_day;

-- Deliveries and bounces that say our mail was refused for authentication. What codes and words mean: RFC 7372, RFC 8617, and what the big receivers
-- say beside them. Replies are matched in capitals; the first that fits counts. look: a queue id, or the number of a bounce.
CREATE VIEW refused_us AS
WITH pattern(place, code, words, topic) AS (VALUES
    (1, '5.7.515', '*', 'SPF/DKIM/DMARC'), (2, '5.7.509', '*', 'DMARC'), (3, '[45].7.40', '*DMARC*', 'DMARC'), (4, '[45].7.32', '*ALIGN*', 'DMARC'),
    (5, '[45].7.2[012]', '*', 'DKIM'), (6, '[45].7.30', '*DKIM*', 'DKIM'), (7, '[45].7.2[34]', '*', 'SPF'), (8, '[45].7.27', '*[^A-Z]SPF[^A-Z]*', 'SPF'),
    (9, '[45].7.25', '*', 'rDNS'), (10, '[45].7.29', '*[^A-Z]ARC[^A-Z]*', 'ARC'), (11, '5.7.511', '*', 'blocked'), (12, '5.7.60[6-9]', '*', 'blocked'), (13, '5.7.6[1-4][0-9]', '*', 'blocked'),
    (20, '[45].[07].*', '*DMARC*', 'DMARC'), (21, '[45].[07].*', '*AUTHENTICATION LEVEL*', 'SPF/DKIM/DMARC'), (22, '[45].[07].*', '*UNAUTHENTICATED*', 'SPF/DKIM/DMARC'),
    (23, '[45].[07].*', '*[^A-Z]SPF[^A-Z]*', 'SPF'), (24, '[45].[07].*', '*SENDER POLICY FRAMEWORK*', 'SPF'), (25, '[45].[07].*', '*PERMITTED SENDER*', 'SPF'),
    (26, '[45].[07].*', '*NOT AUTHORI[SZ]ED TO SEND*', 'SPF'), (27, '[45].[07].*', '*[^A-Z]DKIM*', 'DKIM'), (28, '[45].[07].*', '*REVERSE*DNS*', 'rDNS'),
    (29, '[45].[07].*', '*[^A-Z]RDNS*', 'rDNS'), (30, '[45].[07].*', '*REVERSE*HOST*', 'rDNS'), (31, '[45].[07].*', '*[^A-Z]PTR[^A-Z]*', 'rDNS'),
    (32, '[45].7.26', '*', 'SPF/DKIM/DMARC'), (33, '[45].7.9', '*POLICY REASONS*', 'policy')
), refusal AS (
    SELECT d.at, domain(m.sender) AS ours, domain(d.recipient) AS receiver, d.relay_host AS host, coalesce(d.dsn, '5.0.0') AS code, d.reply, s.word <> 'deferred' AS final, m.queue_id AS look, h.word AS log_host
    FROM delivery d JOIN word s ON s.word_id = d.status AND s.word IN ('bounced', 'deferred') JOIN mail m ON m.part_id = d.part_id JOIN word h ON h.word_id = m.host
    WHERE d.relay_ip IS NOT NULL AND d.dsn GLOB '[45].[07].*'
    UNION ALL
    SELECT b.arrived_at, domain(coalesce(b.quoted_sender, b.returned_to)), domain(coalesce(r.original_recipient, r.final_recipient)), r.remote_mta,
        coalesce(r.status, '5.0.0'), r.diagnostic, r.action IS NOT 'delayed', b.bounce_id, b.host
    FROM bounces b JOIN verdict v ON v.bounce_id = b.bounce_id AND v.class IN ('genuine', 'compromised', 'bypass') JOIN bounce_recipients r ON r.bounce_id = b.bounce_id
    WHERE r.action IN ('failed', 'delayed')
        AND NOT EXISTS (SELECT 1 FROM delivery d JOIN word s ON s.word_id = d.status AND s.word = 'bounced' WHERE d.part_id = v.original_part_id)
), sorted AS (
    SELECT r.*, (SELECT min(p.place) FROM pattern p WHERE r.code GLOB p.code AND ' ' || upper(coalesce(r.reply, '')) || ' ' GLOB p.words) AS place
    FROM refusal r
)
SELECT s.at, s.ours, s.receiver, p.topic, s.final, s.look, s.reply, s.code, s.host, s.log_host FROM sorted s JOIN pattern p ON p.place = s.place;

-- What DNS said of a name, from at (received first) to seen_at (last).
CREATE VIEW dns_answers AS SELECT name, type, at, seen_at, ttl, status, data FROM dns_answer;

-- --- incidents -------------------------------------------------------------------------------------------------------

-- What storms are made of. Bounces that were read, but for those that answer mail of ours (counted: it is forged, or one of more than can answer what the
-- address had sent: 92_storm_hour.sql; the others are unverifiable, and came in the same time) ...
CREATE VIEW storm_bounces AS
SELECT t.arrived_at AS at, domain(coalesce(a.returned_to, t.sender)) AS domain, original_address(coalesce(a.returned_to, t.sender)) AS address,
    t.delivered_by_ip AS client_ip, v.class = 'forged' AS forged, v.strength,
    v.class = 'forged' OR EXISTS (SELECT 1 FROM storm_hour h WHERE h.hour = t.arrived_at / 3600
        AND h.target = original_address(coalesce(a.returned_to, t.sender)) AND h.unsure = 0) AS counted,
    0 AS refused, t.bounce_id, t.arrival_part_id AS mail_id, NULL AS rejection_id
FROM trace t CROSS JOIN verdict v ON v.bounce_id = t.bounce_id CROSS JOIN arrival a ON a.arrival_id = t.arrival_id
WHERE v.class IN ('forged', 'unverifiable');
-- ... and mail from <> that the log shows (read: it is one of those bounces). Refused mail to a domain that is not known to be ours counts where our host knew enough of it to say that
-- there is no such address: all else is a stranger who looks for an open relay. What comes to an address that a forwarder made answers mail of others. A client that is put
-- off and tries again (greylisting) counts once.
CREATE VIEW storm_logged AS
SELECT n.at, domain(n.recipient) AS domain, original_address(n.recipient) AS address, n.client_ip, n.class = 'forged' AS forged, n.strength,
    n.class = 'forged' OR EXISTS (SELECT 1 FROM storm_hour h WHERE h.hour = n.at / 3600 AND h.target = original_address(n.recipient) AND h.unsure = 0) AS counted,
    n.accepted = 0 AS refused, n.part_id AS mail_id, n.rejection_id, EXISTS (SELECT 1 FROM trace t WHERE t.arrival_part_id = n.part_id) AS read
FROM null_judged n
WHERE n.class IN ('forged', 'unverifiable') AND NOT is_srs(n.recipient)
    AND (n.accepted = 1 OR domain(n.recipient) IN (SELECT value FROM own WHERE kind = 'domain')
        OR EXISTS (SELECT 1 FROM rejection r WHERE r.rejection_id = n.rejection_id AND (r.dsn LIKE '5.1.1%' OR r.reason LIKE '%user unknown%' OR r.reason LIKE '%unknown user%')))
    AND NOT EXISTS (
        SELECT 1 FROM rejection r CROSS JOIN rejection p ON hour_key(p.at, p.recipient) IN (hour_key(r.at, r.recipient), hour_key(r.at - 3600, r.recipient))
        WHERE r.rejection_id = n.rejection_id AND r.code BETWEEN 400 AND 499 AND p.recipient = r.recipient AND p.client_ip = r.client_ip AND p.sender = ''
            AND (p.at < r.at OR p.at = r.at AND (p.source_id, p.position) < (r.source_id, r.position)));
CREATE VIEW storm_null_mail AS
SELECT at, domain, address, client_ip, forged, strength, counted, refused, NULL AS bounce_id, mail_id, rejection_id FROM storm_logged WHERE NOT read;

CREATE VIEW incidents AS
SELECT incident_id, kind, target, starts_at, peak_at, ends_at, bounces, state, strength, peak, forged, unsure, read, refused, accepted, usual, bound, learned,
    messages, recipients, reasons, seen_until,
    EXISTS (SELECT 1 FROM incident_hold h WHERE h.incident_id = i.incident_id
        OR h.incident_id IN (SELECT a.alias FROM incident_alias a WHERE a.incident_id = i.incident_id)) AS held
FROM incident i;

CREATE VIEW incident_targets AS SELECT incident_id, target, starts_at, ends_at, bounces FROM incident_target;
CREATE VIEW incident_minutes AS SELECT incident_id, minute AS at, n, refused FROM incident_minute;
CREATE VIEW incident_tallies AS SELECT incident_id, what, value, n, others, first_at, last_at, detail FROM incident_tally;
CREATE VIEW incident_aliases AS SELECT alias, incident_id FROM incident_alias;

-- The bounces of a storm, and those that answer what a stolen account sent.
CREATE VIEW incident_bounces AS
SELECT i.incident_id, b.bounce_id, b.counted
FROM incident i CROSS JOIN incident_target t ON t.incident_id = i.incident_id AND i.kind = 'backscatter'
    CROSS JOIN storm_bounces b ON b.at BETWEEN i.starts_at AND i.ends_at AND (b.domain = t.target OR b.address = t.target)
UNION ALL
SELECT i.incident_id, v.bounce_id, 1
FROM incident i CROSS JOIN incident_target t ON t.incident_id = i.incident_id AND i.kind = 'takeover'
    CROSS JOIN verdict v ON v.class = 'compromised' AND coalesce(v.account, v.client_ip) = t.target
    CROSS JOIN mail m ON m.part_id = v.original_part_id AND m.first_at BETWEEN t.starts_at AND t.ends_at;
-- The mail from <> of a storm that only the log shows.
CREATE VIEW incident_null_mail AS
SELECT i.incident_id, n.at, n.address, n.client_ip, n.forged, n.counted, n.refused, n.mail_id, n.rejection_id
FROM incident i CROSS JOIN incident_target t ON t.incident_id = i.incident_id AND i.kind = 'backscatter'
    CROSS JOIN storm_null_mail n ON n.at BETWEEN i.starts_at AND i.ends_at AND (n.domain = t.target OR n.address = t.target);

-- What the DNS said of our domains: of each answer the SPF records, or the exchangers.
CREATE VIEW own_answer AS
SELECT a.name, a.type, a.at, a.data, CASE WHEN a.type = 'MX' THEN replace(a.data, char(10), ', ')
    WHEN instr(char(10) || lower(a.data), char(10) || 'v=spf1') > 0 THEN
        (SELECT substr(rest, 1, instr(rest || char(10), char(10)) - 1) FROM (SELECT substr(a.data, instr(char(10) || lower(a.data), char(10) || 'v=spf1')) AS rest)) END AS says
FROM (SELECT value AS name FROM own WHERE kind = 'domain' UNION SELECT substr(target, instr(target, '@') + 1) FROM incident_target) o
CROSS JOIN dns_answer a ON a.name = o.name AND a.type IN ('TXT', 'MX') AND a.status IN ('ok', 'nodata', 'nxdomain');

-- What the postmaster noted; and what was seen to change in the DNS of our domains, at the first answer that has it: another SPF record, other
-- exchangers, or an exchanger at an address of 127.0.0.0/8, where mail goes to nobody.
CREATE VIEW events AS
SELECT event_id, at, domain, text, 'noted' AS kind FROM event
UNION ALL
SELECT NULL, at, name, 'DNS: ' || CASE type WHEN 'MX' THEN 'MX' ELSE 'SPF' END || ' changed, ' || coalesce(nullif(before, ''), 'none') || ' to ' || coalesce(nullif(says, ''), 'none'), 'dns'
FROM (SELECT name, type, at, says, lag(says) OVER same AS before, row_number() OVER same AS n FROM own_answer WINDOW same AS (PARTITION BY name, type ORDER BY at))
WHERE n > 1 AND before IS NOT says
UNION ALL
SELECT NULL, a.at, m.name, 'DNS: the MX ' || a.name || ' has the address ' || replace(a.data, char(10), ', '), 'dns'
FROM dns_answer a CROSS JOIN own_answer m ON m.type = 'MX' AND instr(char(10) || m.data || char(10), ' ' || a.name || char(10)) > 0
    AND m.at = (SELECT max(o.at) FROM dns_answer o WHERE o.name = m.name AND o.type = 'MX')
WHERE a.type = 'A' AND a.data GLOB '127.*'
    AND (SELECT p.data FROM dns_answer p WHERE p.name = a.name AND p.type = 'A' AND p.at < a.at ORDER BY p.at DESC LIMIT 1) NOT GLOB '127.*';

-- --- SPF, evaluated again --------------------------------------------------------------------------------------------

-- Logged against then against now. why: what explains the difference.
CREATE VIEW rechecks AS
SELECT evaluation_id, at, domain, ip, helo, sender, checks, bounces, accepted, logged, program, then_result, now_result, mechanism, shared, explanation, reason, evaluated_at,
    CASE WHEN now_result IS NULL THEN 'not evaluated yet'
        WHEN now_result = 'no-evidence' THEN 'no evidence'
        WHEN now_result = 'unevaluable' THEN 'unevaluable'
        WHEN logged IS now_result AND then_result IN (now_result, 'no-evidence') THEN 'as logged'
        WHEN local_part AND logged IS NOT now_result THEN 'depends on the local part'
        WHEN instr(logged, ',') THEN iif(then_result = now_result, 'a program''s fault', 'programs disagree, no evidence')
        WHEN then_result IS NULL OR then_result = 'no-evidence' THEN iif(logged IS NULL, 'no evidence of then', 'changed since, no evidence of then')
        WHEN then_result <> now_result AND then_record IS NOT now_record THEN 'record changed'
        WHEN then_result <> now_result OR logged = 'temperror' THEN 'DNS answer differed'
        WHEN logged IS NULL THEN 'same then and now'
        ELSE 'the program''s fault' END AS why
FROM evaluation;

CREATE VIEW evaluations AS
SELECT ip, helo, iif(sender = '', 'postmaster@' || helo, sender) AS sender, at AS as_of, then_result AS result, logged AS logged_result, then_mechanism AS mechanism, then_shared AS shared, then_explanation AS explanation, evaluated_at
FROM evaluation WHERE then_result IS NOT NULL
UNION ALL SELECT ip, helo, iif(sender = '', 'postmaster@' || helo, sender), evaluated_at, now_result, logged, mechanism, shared, explanation, evaluated_at
FROM evaluation WHERE now_result IS NOT NULL;

CREATE VIEW policies AS
SELECT domain, seen_at, policy, bare, record, lookups, findings, dmarc, from_at, through, slip, slip_term, slip_place, corrected FROM policy;

-- What each domain's record says by the newest that is known.
CREATE VIEW policy_now AS
SELECT p.* FROM policy p WHERE p.from_at = (SELECT max(o.from_at) FROM policy o WHERE o.domain = p.domain);

-- What DNS was seen to change. what: spf, dmarc, mx; mx-loopback: an exchanger of a domain of ours got an address of 127.0.0.0/8. The change lies between the
-- answer before and at. Each answer is compared with the one before it, by the key, so that a range of time costs what lies in it.
CREATE VIEW dns_changes AS
WITH told AS NOT MATERIALIZED (
    SELECT a.name, a.type, a.at, a.status, CASE WHEN a.type = 'MX' THEN replace(a.data, char(10), ', ')
        WHEN instr(lower(a.data), 'v=spf1') = 1 OR instr(lower(a.data), char(10) || 'v=spf1') THEN
            (SELECT group_concat(j.value, ' | ') FROM json_each('["' || replace(replace(replace(a.data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') j WHERE lower(j.value) GLOB 'v=spf1*')
        WHEN a.name GLOB '_dmarc.*' THEN a.data END AS says
    FROM dns_answer a
)
SELECT t.at, iif(t.name GLOB '_dmarc.*', substr(t.name, 8), t.name) AS domain, CASE WHEN t.type = 'MX' THEN 'mx' WHEN t.name GLOB '_dmarc.*' THEN 'dmarc' ELSE 'spf' END AS what,
    o.says AS before, t.says AS after
FROM told t CROSS JOIN told o ON o.name = t.name AND o.type = t.type
    AND o.at = (SELECT max(b.at) FROM dns_answer b WHERE b.name = t.name AND b.type = t.type AND b.at < t.at AND b.status <> 'failed')
WHERE t.type IN ('TXT', 'MX') AND t.status <> 'failed' AND o.says IS NOT t.says
UNION ALL
SELECT a.at, m.name, 'mx-loopback', NULL, a.name || ' has the address ' || replace(a.data, char(10), ', ')
FROM (SELECT DISTINCT value FROM own WHERE kind = 'domain') d
CROSS JOIN dns_answer m ON m.name = d.value AND m.type = 'MX' AND m.status = 'ok' AND m.at = (SELECT max(o.at) FROM dns_answer o WHERE o.name = m.name AND o.type = 'MX' AND o.status <> 'failed')
CROSS JOIN json_each('["' || replace(replace(replace(m.data, '\', '\\'), '"', '\"'), char(10), '","') || '"]') x
CROSS JOIN dns_answer a ON a.name = substr(x.value, instr(x.value, ' ') + 1) AND a.type = 'A'
WHERE a.data GLOB '127.*' AND EXISTS (SELECT 1 FROM dns_answer b WHERE b.name = a.name AND b.type = 'A' AND b.at < a.at);

