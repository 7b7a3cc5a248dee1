-- needs: news
-- Domains of ours, from the daily totals. What is accepted says nothing (relays, lists and forwarders accept all the time); what is delivered
-- here does, since only our own configuration makes a mailbox. The days of which there is news are counted again.
--   mailbox-here     local(8) or virtual(8) delivered to it
--   delivered-here   lmtp(8) or pipe(8) did, twice as often as it went to another host: a content filter is handed the mail of others, too,
--                    but all of that goes on elsewhere (where the world lies on this machine, what was handed to an address of it counts as that, too, if
--                    no mailboxes lie behind LMTP: it may have been a filter, or somebody)
--   forwarded-here   an address in it is an alias for one elsewhere, and no mail for the domain itself goes elsewhere (a stray entry of
--                    an alias table names a domain of others)
--   login-name       an account's name ends in it
--   login-sends      accounts send as it: twenty times on three days at least, so that no account stolen for a day or two makes a domain ours
-- The last two alone (its mailboxes are elsewhere) are not enough where strangers send as it more often than our accounts, or three times with
-- SPF's blessing: people bring the addresses of their freemailer.
-- relayed-for (analyze/13_own_relays.sql) is for a domain whose mail we only pass on.
CREATE TEMP TABLE IF NOT EXISTS own_touched (day INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS own_program (word_id INTEGER PRIMARY KEY, how TEXT);
CREATE TEMP TABLE IF NOT EXISTS own_new (domain TEXT PRIMARY KEY) WITHOUT ROWID;

-- A message that lies across the seam may have been counted the day before.
DELETE FROM own_touched;
INSERT OR IGNORE INTO own_touched (day)
WITH RECURSIVE span (day, last) AS (
    SELECT local_day_number(from_at - 86400), local_day_number(to_at) FROM news
    UNION SELECT day + 1, last FROM span WHERE day < last
)
SELECT day FROM span;

DELETE FROM own_program;
INSERT INTO own_program (word_id, how)
SELECT word_id, CASE WHEN word LIKE '%/local' OR word LIKE '%/virtual' THEN 'mailbox-here' ELSE 'delivered-here' END
FROM word WHERE word LIKE '%/local' OR word LIKE '%/virtual' OR word LIKE '%/lmtp' OR word LIKE '%/pipe';

-- An alias for an address elsewhere. The domain before it was rewritten is in no total.
INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'forwarded-here', was, '', '', count(*), min(at), max(at)
FROM (
    -- By the index of those few in a first count, else from the new ones.
    SELECT domain(orig_to) AS was, domain(recipient) AS became, at, relay_ip FROM delivery WHERE orig_to IS NOT NULL AND (SELECT delivery FROM fresh) = 0
    UNION ALL
    SELECT domain(orig_to), domain(recipient), at, relay_ip FROM delivery WHERE orig_to IS NOT NULL AND delivery_id > (SELECT nullif(delivery, 0) FROM fresh)
)
WHERE was <> became AND length(relay_ip) > 0 AND was LIKE '_%.%_' AND was NOT GLOB '*[^a-z0-9._-]*'
GROUP BY was
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);

CREATE TEMP TABLE IF NOT EXISTS on_machine (loop INTEGER);
DELETE FROM on_machine;
INSERT INTO on_machine (loop) SELECT loop AND NOT EXISTS (SELECT 1 FROM word WHERE word LIKE '%/lmtp') FROM world;
INSERT OR IGNORE INTO own_touched (day)
SELECT DISTINCT d.day FROM (SELECT 1 FROM on_machine WHERE loop <> (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'analyzed_on_machine')) CROSS JOIN daily_count d;
REPLACE INTO setting (name, value) SELECT 'analyzed_on_machine', loop FROM on_machine WHERE loop OR EXISTS (SELECT 1 FROM setting WHERE name = 'analyzed_on_machine');

-- What may be ours: by the totals in a first count, else by the new lines.
DELETE FROM own_new;
INSERT OR IGNORE INTO own_new (domain)
SELECT domain FROM daily_count
WHERE day >= (SELECT CASE WHEN delivery + mail + login = 0 THEN -1000000 END FROM fresh)
    AND (class = (SELECT word_id FROM word WHERE word = 'delivery') AND detail IN (SELECT word_id FROM own_program)
        OR class = (SELECT word_id FROM word WHERE word = 'login') AND result = (SELECT word_id FROM word WHERE word = 'ok')
        OR class = (SELECT word_id FROM word WHERE word = 'message') AND result = (SELECT word_id FROM word WHERE word = 'login'));
INSERT OR IGNORE INTO own_new (domain)
SELECT domain FROM (
    SELECT domain(recipient) AS domain FROM delivery
    WHERE delivery_id > (SELECT delivery FROM fresh WHERE delivery + mail + login > 0) AND program IN (SELECT word_id FROM own_program)
    UNION ALL SELECT domain(user) FROM login WHERE login_id > (SELECT login FROM fresh WHERE delivery + mail + login > 0) AND ok = 1
    UNION ALL SELECT domain(sender) FROM mail
    WHERE part_id > (SELECT mail FROM fresh WHERE delivery + mail + login > 0) AND (sasl_user IS NOT NULL OR birth IS NULL OR joined IS NOT NULL)
) WHERE domain IS NOT NULL;
INSERT OR IGNORE INTO own_new (domain) SELECT value FROM own_seen WHERE how = 'forwarded-here';
DELETE FROM own_new
WHERE domain NOT LIKE '_%.%_' OR domain GLOB '*[^a-z0-9._-]*' OR domain NOT GLOB '*[a-z]*' OR domain LIKE 'localhost%' OR domain LIKE '%.'
    OR domain IN (SELECT domain FROM own_candidate);

-- The days of which there is news, and all days of what is new.
DELETE FROM own_day WHERE day IN (SELECT day FROM own_touched);
INSERT INTO own_day (how, value, day, n)
WITH RECURSIVE any_day (day) AS (
    SELECT min(day) FROM daily_count WHERE EXISTS (SELECT 1 FROM own_new)
    UNION ALL SELECT (SELECT min(d.day) FROM daily_count d WHERE d.day > any_day.day) FROM any_day WHERE day IS NOT NULL
), wanted AS (
    SELECT c.domain, t.day FROM own_candidate c CROSS JOIN own_touched t
    UNION ALL SELECT w.domain, a.day FROM own_new w CROSS JOIN any_day a WHERE a.day IS NOT NULL
), counted AS MATERIALIZED (
    SELECT d.domain, d.day, d.n, CASE d.class
            WHEN (SELECT word_id FROM word WHERE word = 'delivery') THEN CASE
                WHEN d.detail IN (SELECT word_id FROM word WHERE word LIKE '%/smtp') OR d.detail = 0 AND (SELECT loop FROM on_machine) THEN 'goes-elsewhere'
                WHEN d.result = (SELECT word_id FROM word WHERE word = 'sent') THEN (SELECT p.how FROM own_program p WHERE p.word_id = d.detail) END
            WHEN (SELECT word_id FROM word WHERE word = 'login') THEN CASE d.result WHEN (SELECT word_id FROM word WHERE word = 'ok') THEN 'login-name' END
            WHEN (SELECT word_id FROM word WHERE word = 'check') THEN CASE d.result WHEN (SELECT word_id FROM word WHERE word = 'pass') THEN 'passes-spf' END
            WHEN (SELECT word_id FROM word WHERE word = 'message') THEN CASE d.result WHEN (SELECT word_id FROM word WHERE word = 'login') THEN 'login-sends'
                WHEN (SELECT word_id FROM word WHERE word = 'client') THEN 'strangers-send' END
        END AS how
    FROM wanted w CROSS JOIN daily_count d ON d.day = w.day AND d.domain = w.domain
    WHERE d.n > 0
)
SELECT how, domain, day, sum(n) FROM counted WHERE how IS NOT NULL GROUP BY how, domain, day;
INSERT INTO own_candidate (domain) SELECT domain FROM own_new;

DELETE FROM own_fact WHERE kind = 'domain' AND how <> 'relayed-for';
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
WITH counted AS (
    SELECT how, value, sum(n) AS n, count(*) AS days, min(day) * 86400 AS first_at, max(day) * 86400 AS last_at FROM own_day GROUP BY how, value
    UNION ALL
    SELECT how, value, sum(n), NULL, min(first_at), max(last_at) FROM own_seen WHERE how = 'forwarded-here' GROUP BY how, value
), about AS (
    SELECT value, coalesce(sum(n) FILTER (WHERE how = 'mailbox-here'), 0) AS mailbox, coalesce(sum(n) FILTER (WHERE how = 'delivered-here'), 0) AS delivered,
        coalesce(sum(n) FILTER (WHERE how = 'forwarded-here'), 0) AS forwarded, coalesce(sum(n) FILTER (WHERE how = 'goes-elsewhere'), 0) AS elsewhere,
        coalesce(sum(n) FILTER (WHERE how = 'login-name'), 0) AS named, coalesce(sum(n) FILTER (WHERE how = 'login-sends'), 0) AS sends,
        coalesce(sum(days) FILTER (WHERE how = 'login-sends'), 0) AS send_days, coalesce(sum(n) FILTER (WHERE how = 'passes-spf'), 0) AS passes,
        coalesce(sum(n) FILTER (WHERE how = 'strangers-send'), 0) AS strangers
    FROM counted GROUP BY value
), ours AS (
    SELECT value FROM about
    WHERE mailbox > 0
        OR delivered > 0 AND delivered >= 2 * elsewhere
        OR forwarded > 0 AND elsewhere = 0
        OR (named > 0 OR sends >= 20 AND send_days >= 3) AND passes < 3 AND strangers <= named + sends
)
SELECT 'domain', c.value, c.how, c.n, c.first_at, c.last_at
FROM ours o CROSS JOIN counted c ON c.value = o.value
WHERE c.how IN ('mailbox-here', 'delivered-here', 'forwarded-here', 'login-name', 'login-sends');
