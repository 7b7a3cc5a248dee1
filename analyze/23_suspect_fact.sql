-- needs: news suspect
-- Why accounts (sasl_user) and clients of ours without login may be in a stranger's hands (analyze/24_takeover.sql). Reasons, in five families:
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
CREATE TEMP TABLE IF NOT EXISTS suspect_fact (kind TEXT, who TEXT, day INTEGER, name TEXT, family TEXT, PRIMARY KEY (kind, who, day, name)) WITHOUT ROWID;

DELETE FROM suspect_fact;
INSERT INTO suspect_fact (kind, who, day, name, family)
SELECT kind, who, day, CASE WHEN days >= 3 THEN 'beyond-habit' ELSE 'many-recipients' END, 'much' FROM suspect_day WHERE beyond;
INSERT INTO suspect_fact (kind, who, day, name, family)
WITH failed AS (
    SELECT s.kind, s.who, s.day, s.days, s.recipients, sum(f.unknown) AS unknown, count(*) AS refused
    FROM suspect_day s CROSS JOIN suspect_mail m USING (kind, who, day) CROSS JOIN suspect_failure f USING (part_id)
    GROUP BY 1, 2, 3
)
SELECT kind, who, day, 'unknown-recipients', 'unknown' FROM failed WHERE unknown >= 10 AND 5 * unknown >= recipients
UNION ALL
SELECT kind, who, day, 'refused-recipients', 'unknown' FROM failed WHERE days < 3 AND refused >= 10 AND 10 * refused >= recipients;
INSERT INTO suspect_fact (kind, who, day, name, family)
WITH network AS (
    SELECT who, day, count(*) AS n, sum(is_new) AS fresh, sum(recipients) AS recipients, coalesce(sum(recipients) FILTER (WHERE is_new), 0) AS by_new,
        max(guessed) AS guessed, max(overwhelms) AS overwhelms
    FROM suspect_network GROUP BY who, day
), place AS (
    SELECT m.who, m.day, m.at, m.client_ip, p.around
    FROM network n CROSS JOIN suspect_mail m ON m.kind = 'account' AND m.who = n.who AND m.day = n.day CROSS JOIN suspect_place p ON p.who = m.who AND p.network = m.network
    WHERE n.n BETWEEN 2 AND 9
), turn AS (
    SELECT who, day, count(DISTINCT around) AS places, count(*) FILTER (WHERE around <> last) AS turns
    FROM (SELECT who, day, around, lag(around) OVER (PARTITION BY who, day ORDER BY at, client_ip) AS last FROM place)
    GROUP BY who, day
)
SELECT 'account', n.who, n.day, 'many-networks', 'where' FROM network n JOIN suspect_habit h USING (who, day) LEFT JOIN turn t USING (who, day)
WHERE CASE WHEN h.days >= 3 THEN n.n >= 5 AND n.n > 2 * h.most ELSE n.n >= 10 OR t.places >= 3 AND t.turns >= 10 OR t.places >= 2 AND t.turns >= 20 END
UNION ALL
SELECT 'account', n.who, n.day, 'new-client', 'where' FROM network n JOIN suspect_habit h USING (who, day)
WHERE h.days >= 3 AND n.by_new >= 10 AND 2 * n.by_new >= n.recipients
UNION ALL
SELECT 'account', f.who, f.day, 'failing-client', 'enough' FROM failing f GROUP BY f.who, f.day
UNION ALL
SELECT 'account', n.who, n.day, 'guessed', 'guess' FROM network n WHERE n.guessed OR n.overwhelms
UNION ALL
SELECT 'account', n.who, n.day, 'overwhelms', 'enough' FROM network n JOIN suspect_habit h USING (who, day)
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
            FROM suspect_day s CROSS JOIN sender_day m USING (kind, who, day)
            WHERE m.sender <> ''
            LIMIT -1)
        ) named
    GROUP BY 1, 2, 3
)
WHERE new_names >= CASE WHEN days >= 3 THEN 5 ELSE 10 END OR (days >= 3 AND names >= 5 AND names > 2 * most)
UNION ALL
SELECT s.kind, s.who, s.day, 'foreign-sender', 'sender'
FROM suspect_day s CROSS JOIN sender_day m USING (kind, who, day)
WHERE domain(m.sender) IS NOT NULL AND EXISTS (SELECT 1 FROM own WHERE kind = 'domain')
    AND NOT EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND (o.value = domain(m.sender) OR domain(m.sender) LIKE '%.' || o.value))
    AND NOT EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = s.kind AND d.who = s.who AND d.day BETWEEN s.day - 60 AND s.day - 1 AND domain(d.sender) = domain(m.sender))
GROUP BY 1, 2, 3 HAVING sum(m.recipients) >= 10 AND 2 * sum(m.recipients) >= max(s.recipients);
