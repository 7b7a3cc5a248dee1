-- needs: news suspect
-- The days of analyze/23_suspect_fact.sql on which an account or client was in a stranger's hands, and of days that follow each other one takeover.
--
-- For the verdict: a message is in a takeover where takeover.kind = 'account' AND target = sasl_user (else 'client' and client_ip), and its time lies in
-- starts_at to ends_at. Its client is the account's habit where
--     (SELECT count(*) >= 3 OR min(h.day) < local_day_number(t.starts_at) - 7 FROM client_habit h WHERE h.account = sasl_user
--         AND h.network = network(client_ip) AND h.day < local_day_number(t.starts_at) AND h.day >= local_day_number(t.starts_at) - 60)
-- The view has a row for each account that was taken over, network and day, n logins.
CREATE TEMP TABLE IF NOT EXISTS stolen_day (kind TEXT, who TEXT, day INTEGER, days INTEGER, by_new INTEGER, by_guess INTEGER, by_failing INTEGER, reasons TEXT,
    PRIMARY KEY (kind, who, day)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS stolen_mail (kind TEXT, who TEXT, day INTEGER, at INTEGER, recipients INTEGER, network TEXT, reasons TEXT);

-- Where networks that are new carry half of it, or its mail fails from some, the stranger's mail is what came from them (from those that guessed, if any
-- did), else all.
DELETE FROM takeover_day WHERE EXISTS (SELECT 1 FROM reconsidered r WHERE r.kind = takeover_day.kind AND r.who = takeover_day.who AND takeover_day.day >= r.from_day);
DELETE FROM stolen_day;
INSERT INTO stolen_day (kind, who, day, days, by_new, by_guess, by_failing, reasons)
SELECT f.kind, f.who, f.day, s.days, max(name = 'new-client'), max(name = 'guessed'), max(name = 'failing-client'), group_concat(CASE WHEN name <> 'overwhelms' THEN name END, ' ')
FROM (SELECT * FROM suspect_fact ORDER BY kind, who, day, name) f JOIN suspect_day s USING (kind, who, day)
GROUP BY f.kind, f.who, f.day
HAVING max(family = 'enough') OR count(DISTINCT family) >= 2 AND max(family IN ('where', 'guess', 'sender'))
    AND (s.recipients >= 100 OR max(family <> 'much' AND name <> 'new-client'));
DELETE FROM stolen_mail;
INSERT INTO stolen_mail (kind, who, day, at, recipients, network, reasons)
SELECT t.kind, t.who, t.day, m.at, m.recipients,
    CASE WHEN t.by_guess OR t.by_new OR t.by_failing OR t.days < 3 THEN nullif(m.network, '') END, t.reasons
FROM stolen_day t CROSS JOIN suspect_mail m USING (kind, who, day) LEFT JOIN suspect_network n ON t.kind = 'account' AND n.who = t.who AND n.day = t.day AND n.network = m.network
WHERE CASE WHEN t.by_guess THEN n.guessed OR n.overwhelms
    WHEN t.by_failing THEN EXISTS (SELECT 1 FROM failing f WHERE f.who = t.who AND f.day = t.day AND f.network = m.network)
    WHEN t.by_new THEN n.is_new ELSE 1 END;
INSERT INTO stolen_mail (kind, who, day, at, recipients, reasons)
SELECT m.kind, m.who, m.day, m.at, m.recipients, max(t.reasons)
FROM (SELECT DISTINCT kind, who, day, network, reasons FROM stolen_mail WHERE network IS NOT NULL) t CROSS JOIN (SELECT -1 AS step UNION ALL SELECT 1)
CROSS JOIN suspect_mail m ON m.kind = t.kind AND m.who = t.who AND m.day = t.day + step AND m.network = t.network
WHERE NOT EXISTS (SELECT 1 FROM stolen_day o WHERE o.kind = t.kind AND o.who = t.who AND o.day = t.day + step)
GROUP BY m.kind, m.who, m.day, m.part_id;
INSERT INTO takeover_day (kind, who, day, starts_at, ends_at, messages, recipients, reasons)
SELECT t.kind, t.who, t.day, min(t.at), max(t.at), count(*), sum(t.recipients), max(t.reasons)
FROM stolen_mail t JOIN reconsidered r ON r.kind = t.kind AND r.who = t.who AND t.day >= r.from_day
GROUP BY t.kind, t.who, t.day;

-- (No client is a host of ours of which we have the log: there it stands who sent.)
DELETE FROM takeover;
INSERT INTO takeover (kind, target, starts_at, ends_at, messages, recipients, reasons)
WITH run AS (
    SELECT kind, who, min(day) AS first, max(day) AS last, min(starts_at) AS starts_at, max(ends_at) AS ends_at, sum(messages) AS messages, sum(recipients) AS recipients
    FROM (SELECT *, day - row_number() OVER (PARTITION BY kind, who ORDER BY day) AS run FROM takeover_day
        WHERE NOT (kind = 'client' AND who IN (SELECT value FROM own_fact WHERE kind = 'outgoing' AND how = 'handover')))
    GROUP BY kind, who, run
)
SELECT kind, who, starts_at, ends_at, messages, recipients,
    (SELECT json_group_array(name) FROM (SELECT DISTINCT j.value AS name FROM takeover_day d CROSS JOIN json_each('["' || replace(d.reasons, ' ', '","') || '"]') j
        WHERE d.kind = r.kind AND d.who = r.who AND d.day BETWEEN r.first AND r.last ORDER BY name))
FROM run r
ORDER BY starts_at, kind, who;

-- For client_habit: the sixty days before an account's takeovers, and those themselves.
DELETE FROM client_day WHERE account IN (SELECT who FROM suspect_day WHERE kind = 'account');
INSERT INTO client_day (account, network, day, n)
SELECT u.who, u.network, u.day, u.n
FROM (SELECT who, min(day) - 60 AS first, max(day) AS last FROM takeover_day WHERE kind = 'account' GROUP BY who) t CROSS JOIN suspect_use u USING (who)
WHERE u.day BETWEEN t.first AND t.last;
DELETE FROM client_day
WHERE (SELECT client_day.day BETWEEN min(t.day) - 60 AND max(t.day) FROM takeover_day t WHERE t.kind = 'account' AND t.who = client_day.account) IS NOT 1;
