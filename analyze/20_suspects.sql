-- needs: news
-- Accounts and clients whose day is worth a closer look (analyze/23_suspect_fact.sql): what can be told from totals.
-- Looked at again are those that sent something new, or were guessed at, from eight days before on, since a day is judged by the sixty before it and the
-- week behind it, and tells of its neighbours; and all where other domains are ours than before.
CREATE TEMP TABLE IF NOT EXISTS reconsidered (kind TEXT, who TEXT, from_day INTEGER, PRIMARY KEY (kind, who)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS sender_sum (kind TEXT, who TEXT, day INTEGER, recipients INTEGER, bounced INTEGER, other INTEGER, PRIMARY KEY (kind, who, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS failing_day (who TEXT, day INTEGER, PRIMARY KEY (who, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_day (kind TEXT, who TEXT, day INTEGER, recipients INTEGER, bounced INTEGER, other INTEGER, guesses INTEGER,
    failing INTEGER, days INTEGER, beyond INTEGER, more INTEGER, PRIMARY KEY (kind, who, day)) WITHOUT ROWID;

DELETE FROM reconsidered;
INSERT INTO reconsidered (kind, who, from_day)
SELECT kind, who, min(day) - 8 FROM (
    SELECT kind, who, day FROM sent WHERE kind IN ('account', 'client') AND (SELECT mail FROM fresh) > 0
    UNION ALL
    SELECT 'account', user, local_day_number(at) FROM login
    WHERE login_id > (SELECT nullif(login, 0) FROM fresh) AND EXISTS (SELECT 1 FROM sender_day s WHERE s.kind = 'account' AND s.who = login.user)
    UNION ALL   -- of whose mail a content filter gives back what is new here
    SELECT 'account', p.sasl_user, local_day_number(p.first_at)
    FROM (SELECT part_id FROM mail WHERE part_id > (SELECT nullif(mail, 0) FROM fresh) AND +hop = 1
        UNION SELECT t.part_id FROM touched_part t CROSS JOIN mail m ON m.part_id = t.part_id AND +m.hop = 1 WHERE (SELECT mail FROM fresh) > 0) n
    CROSS JOIN mail c ON c.part_id = n.part_id
    CROSS JOIN mail p ON hour_key(p.first_at, p.message_id) IN (hour_key(c.first_at - 3600, c.message_id), hour_key(c.first_at, c.message_id))
        AND p.message_id = c.message_id
    WHERE p.sasl_user IS NOT NULL AND p.part_id <= (SELECT mail FROM fresh)
    UNION ALL
    SELECT s.kind, s.who, s.day FROM relay_from f CROSS JOIN sender_day s WHERE f.part_id = 0 AND s.kind IN ('account', 'client')
)
GROUP BY kind, who;

-- Behind a content filter, what bounced is what that gave back under the same sender (or what this host made itself under it: by sendmail(1)).
DELETE FROM sender_sum;
INSERT INTO sender_sum (kind, who, day, recipients, bounced, other)
SELECT d.kind, d.who, d.day, sum(d.recipients),
    sum(d.bounced) + coalesce(sum(CASE r.kind WHEN 'account' THEN
        coalesce((SELECT sum(f.bounced) FROM sender_day f WHERE f.kind = 'filtered' AND f.who = d.sender AND f.day = d.day), 0)
            + coalesce((SELECT sum(f.bounced) FROM sender_day f WHERE f.kind = 'host' AND f.who = '' AND f.day = d.day AND f.sender = d.sender), 0) END), 0),
    coalesce(sum(CASE WHEN domain(d.sender) <> domain(d.who) THEN d.recipients END), 0)
FROM reconsidered r CROSS JOIN sender_day d ON d.kind = r.kind AND d.who = r.who AND d.day >= r.from_day - 8
GROUP BY d.kind, d.who, d.day;

-- In the week until that day more of an account's mail bounced than is usual: four, of twenty one, and twice as many as of what it sent before; where there
-- is no habit yet, six and three of sixteen. Nothing less is failing-client.
DELETE FROM failing_day;
INSERT INTO failing_day (who, day)
SELECT w.who, w.day
FROM (
    SELECT who, day, sum(bounced) OVER week AS bounced, sum(recipients) OVER week AS recipients
    FROM sender_sum WHERE kind = 'account' WINDOW week AS (PARTITION BY who ORDER BY day RANGE BETWEEN 7 PRECEDING AND CURRENT ROW)) w
WHERE w.bounced >= 4 AND 20 * w.bounced >= w.recipients AND (w.bounced >= 6 AND 16 * w.bounced >= 3 * w.recipients OR (
    SELECT count(DISTINCT d.day) >= 3 FROM sender_day d WHERE d.kind = 'account' AND d.who = w.who AND d.day BETWEEN w.day - 60 AND w.day - 1)) AND (
    SELECT w.bounced * (coalesce(sum(d.recipients), 0) + 20) >= 2 * w.recipients * (coalesce(sum(d.bounced), 0) + 1)
    FROM sender_day d WHERE d.kind = 'account' AND d.who = w.who AND d.day BETWEEN w.day - 67 AND w.day - 8);

DELETE FROM suspect_day;
INSERT INTO suspect_day (kind, who, day, recipients, bounced, other, guesses, failing)
SELECT kind, who, day, recipients, bounced, other, guesses, failing
FROM (
    SELECT s.*, r.from_day,
        coalesce((SELECT max(g.n) FROM guess_day g WHERE s.kind = 'account' AND g.account = s.who AND g.day BETWEEN s.day - 1 AND s.day), 0) AS guesses,
        s.kind = 'account' AND EXISTS (SELECT 1 FROM failing_day f WHERE f.who = s.who AND f.day BETWEEN s.day AND s.day + 7) AS failing
    FROM reconsidered r CROSS JOIN sender_sum s ON s.kind = r.kind AND s.who = r.who)
WHERE failing OR day >= from_day - 1 AND recipients >= 10 AND (recipients >= 50 OR bounced >= 10 AND 5 * bounced >= recipients OR other >= 10 OR guesses >= 5);

-- Far beyond habit: ten times the median of the active days before, ten times as far above it as those lie (by the median of their distances, which
-- a few wild days do not move), and twice what any day sent that is more than a week back: a habitual newsletter has such days. With less than three days
-- to compare with, three hundred recipients. More than usual (twice the median; fifty, of such an account) is worth the look, but no reason.
UPDATE suspect_day SET days = 0, beyond = recipients >= 300, more = recipients >= 50;
UPDATE suspect_day SET days = u.days, more = suspect_day.recipients >= 50 AND (suspect_day.recipients > 2 * u.median OR u.days < 3), beyond = CASE WHEN u.days >= 3
        THEN suspect_day.recipients >= 50 AND suspect_day.recipients > 10 * u.median AND suspect_day.recipients > u.median + 14.8 * u.distance AND suspect_day.recipients > 2 * u.most
        ELSE suspect_day.recipients >= 300 END
FROM (
    WITH before AS (
        SELECT s.kind, s.who, s.day AS of_day, p.day, sum(p.recipients) AS n
        FROM suspect_day s CROSS JOIN sender_day p ON p.kind = s.kind AND p.who = s.who AND p.day BETWEEN s.day - 60 AND s.day - 1
        GROUP BY 1, 2, 3, 4
    ), ranked AS (
        SELECT *, row_number() OVER (PARTITION BY kind, who, of_day ORDER BY n) AS place, count(*) OVER (PARTITION BY kind, who, of_day) AS days
        FROM before
    ), middle AS (
        SELECT kind, who, of_day, avg(n) FILTER (WHERE place IN ((days + 1) / 2, (days + 2) / 2)) AS median, coalesce(max(n) FILTER (WHERE day < of_day - 7), 0) AS most
        FROM ranked GROUP BY 1, 2, 3
    ), distance AS (
        SELECT m.*, b.days, abs(b.n - m.median) AS distance,
            row_number() OVER (PARTITION BY b.kind, b.who, b.of_day ORDER BY abs(b.n - m.median)) AS place
        FROM ranked b JOIN middle m USING (kind, who, of_day)
    )
    SELECT kind, who, of_day, median, most, max(days) AS days, avg(distance) FILTER (WHERE place IN ((days + 1) / 2, (days + 2) / 2)) AS distance
    FROM distance GROUP BY 1, 2, 3
) u
WHERE u.kind = suspect_day.kind AND u.who = suspect_day.who AND u.of_day = suspect_day.day;
-- More than usual alone tells of something only where there is a habit of three days of logins, or one may tell by the senders; else this is as much as
-- the first days of a log have of every account.
DELETE FROM suspect_day
WHERE NOT failing AND NOT beyond AND NOT (bounced >= 10 AND 5 * bounced >= recipients) AND other < 10 AND guesses < 5 AND NOT (more AND (
    bounced >= 10 AND 10 * bounced >= recipients
    OR kind = 'account' AND day - 3 >= (SELECT local_day_number(min(at)) FROM login)
    OR (SELECT count(DISTINCT d.sender) >= 5 OR total(CASE WHEN domain(d.sender) <> coalesce(domain(d.who), '') THEN d.recipients END) >= 10
        FROM sender_day d WHERE d.kind = suspect_day.kind AND d.who = suspect_day.who AND d.day = suspect_day.day)));

-- The days beside them, on which the same stranger may have begun, or come to an end: alone they are not worth the look.
INSERT OR IGNORE INTO suspect_day (kind, who, day, recipients, bounced, other, guesses, failing, days, beyond, more)
SELECT b.kind, b.who, b.day, b.recipients, b.bounced, b.other, 0, 0,
    (SELECT count(DISTINCT d.day) FROM sender_day d WHERE d.kind = b.kind AND d.who = b.who AND d.day BETWEEN b.day - 60 AND b.day - 1), 0, 0
FROM suspect_day s CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 1) CROSS JOIN sender_sum b ON b.kind = s.kind AND b.who = s.who AND b.day = s.day + step;
