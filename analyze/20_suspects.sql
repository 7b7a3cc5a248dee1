-- Accounts and clients whose day is worth a closer look (analyze/21_takeover.sql): what can be told from totals.
-- Looked at again are those that sent something new, or were guessed at, from that day on, since a day is judged by the sixty before it; and all
-- where other domains are ours than before.
CREATE TEMP TABLE IF NOT EXISTS reconsidered (kind TEXT, who TEXT, from_day INTEGER, PRIMARY KEY (kind, who)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_day (kind TEXT, who TEXT, day INTEGER, recipients INTEGER, bounced INTEGER, other INTEGER, guesses INTEGER,
    days INTEGER, beyond INTEGER, more INTEGER, PRIMARY KEY (kind, who, day)) WITHOUT ROWID;

DELETE FROM reconsidered;
INSERT INTO reconsidered (kind, who, from_day)
SELECT kind, who, min(day) FROM (
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

DELETE FROM suspect_day;
INSERT INTO suspect_day (kind, who, day, recipients, bounced, other, guesses)
SELECT d.kind, d.who, d.day, sum(d.recipients), sum(d.bounced),
    coalesce(sum(CASE WHEN domain(d.sender) <> domain(d.who) THEN d.recipients END), 0),
    coalesce((SELECT max(g.n) FROM guess_day g WHERE d.kind = 'account' AND g.account = d.who AND g.day BETWEEN d.day - 1 AND d.day), 0)
FROM reconsidered r CROSS JOIN sender_day d ON d.kind = r.kind AND d.who = r.who AND d.day >= r.from_day
GROUP BY d.kind, d.who, d.day
HAVING sum(d.recipients) >= 10
    AND (sum(d.recipients) >= 50 OR sum(d.bounced) >= 10 AND 5 * sum(d.bounced) >= sum(d.recipients)
        OR sum(CASE WHEN domain(d.sender) <> domain(d.who) THEN d.recipients END) >= 10
        OR d.kind = 'account' AND EXISTS (SELECT 1 FROM guess_day g WHERE g.account = d.who AND g.day BETWEEN d.day - 1 AND d.day AND g.n >= 5));

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
DELETE FROM suspect_day
WHERE NOT beyond AND NOT more AND NOT (bounced >= 10 AND 5 * bounced >= recipients) AND other < 10 AND guesses < 5;
