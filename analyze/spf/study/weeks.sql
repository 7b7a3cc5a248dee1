-- The week at hand, and those before of which nothing is counted yet: what the domains seen in it said at its end, as far as that is known. Nothing
-- is known of weeks before the first policy.
CREATE TEMP TABLE IF NOT EXISTS study_week (week INTEGER PRIMARY KEY);
DELETE FROM study_week;
INSERT INTO study_week
SELECT DISTINCT (day + 3) / 7 * 7 - 3 FROM daily_count
WHERE n > 0 AND class IN (SELECT word_id FROM word WHERE word IN ('message', 'check', 'rejection'))
    AND day >= (SELECT min(from_at) / 86400 - 7 FROM policy)
    AND (day >= (SELECT max(week) FROM adoption_week) OR (day + 3) / 7 * 7 - 3 NOT IN (SELECT week FROM adoption_week));
DELETE FROM adoption_week WHERE week IN (SELECT week FROM study_week);
INSERT INTO adoption_week (week, policy, bare, domains, messages)
SELECT c.week, p.policy, p.bare, count(*), sum(c.messages)
FROM (
    SELECT w.week, d.domain, sum(CASE WHEN k.word = 'message' AND b.word = 'client' THEN d.n ELSE 0 END) AS messages
    FROM study_week w CROSS JOIN daily_count d ON d.day >= w.week AND d.day < w.week + 7
    JOIN word k ON k.word_id = d.class AND k.word IN ('message', 'check', 'rejection') JOIN word b ON b.word_id = d.result
    WHERE d.domain <> '' AND d.n > 0
    GROUP BY w.week, d.domain
) c JOIN policy p ON p.domain = c.domain AND p.from_at = (SELECT max(o.from_at) FROM policy o WHERE o.domain = c.domain AND o.from_at < (c.week + 7) * 86400)
GROUP BY 1, 2, 3;
