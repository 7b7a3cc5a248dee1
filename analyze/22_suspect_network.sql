-- needs: news suspect
-- The networks from which the accounts of analyze/20_suspects.sql sent: those that are new to them, that guessed, and from which their mail fails.
CREATE TEMP TABLE IF NOT EXISTS suspect_network (who TEXT, day INTEGER, network TEXT, recipients INTEGER, first_at INTEGER, is_new INTEGER, guessed INTEGER, overwhelms INTEGER,
    PRIMARY KEY (who, day, network)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS suspect_place (who TEXT, network TEXT, around TEXT, day INTEGER, at INTEGER, reads INTEGER, PRIMARY KEY (who, network)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS temp.suspect_place_around ON suspect_place (who, around);
CREATE TEMP TABLE IF NOT EXISTS failing (who TEXT, day INTEGER, network TEXT, PRIMARY KEY (who, day, network)) WITHOUT ROWID;

-- The networks, and where they lie (/16, of IPv6 about /32: who gets a new address each day stays in the same house; in a world of private addresses nothing
-- lies far apart), where it is asked.
DELETE FROM suspect_network;
INSERT INTO suspect_network (who, day, network, recipients, first_at, is_new, guessed, overwhelms)
SELECT who, day, network, sum(recipients), min(at), 0, 0, 0 FROM suspect_mail WHERE kind = 'account' AND network <> '' GROUP BY who, day, network;
DELETE FROM suspect_place;
INSERT INTO suspect_place (who, network, around, day, at, reads)
SELECT who, network, CASE WHEN (SELECT private FROM world) THEN network ELSE substr(network, 1, instr(network, mark) + instr(substr(network, instr(network, mark) + 1), mark)) END, min(day), min(at), max(reads)
FROM (
    SELECT who, network, day, first_at AS at, 0 AS reads FROM suspect_network
    UNION ALL SELECT who, network, day, NULL, reads FROM suspect_use)
CROSS JOIN (SELECT '.' AS mark UNION ALL SELECT ':')
WHERE (mark = ':') = (network LIKE '%:%') AND who IN (
    SELECT s.who FROM suspect_day s JOIN suspect_habit h USING (who, day)
    WHERE s.kind = 'account' AND (s.failing OR s.guesses >= 5 OR h.days >= 3
        OR (SELECT count(*) BETWEEN 2 AND 9 FROM suspect_network n WHERE n.who = s.who AND n.day = s.day)))
GROUP BY who, network;

-- Those from which its mail fails, by the day of that mail: of each week, those that were first used in it, after others and far
-- from them, and from which nobody reads its mail, unless two and a fifth of that is refused, too.
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

-- Those that are new to it, where there is a habit or a guess; and those that guessed.
UPDATE suspect_network SET is_new =
    (SELECT count(*) < 3 AND coalesce(min(u.day), suspect_network.day) >= suspect_network.day - 7 FROM suspect_use u
        WHERE u.who = suspect_network.who AND u.network = suspect_network.network AND u.day BETWEEN suspect_network.day - 60 AND suspect_network.day - 1)
    AND (SELECT count(DISTINCT u.day) < 3
        FROM suspect_place p CROSS JOIN suspect_place a ON a.who = p.who AND a.around = p.around CROSS JOIN suspect_use u ON u.who = a.who AND u.network = a.network
        WHERE p.who = suspect_network.who AND p.network = suspect_network.network AND u.day BETWEEN suspect_network.day - 60 AND suspect_network.day - 1)
FROM suspect_day s JOIN suspect_habit h USING (who, day)
WHERE s.kind = 'account' AND s.who = suspect_network.who AND s.day = suspect_network.day AND (h.days >= 3 OR s.guesses >= 5);
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
