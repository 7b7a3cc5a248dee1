-- The days of which there are new checks, and what on them is questionable: counted anew, so that it is the same in any order of reading.
CREATE TEMP TABLE IF NOT EXISTS study_day (day INTEGER PRIMARY KEY);
DELETE FROM study_day;
INSERT OR IGNORE INTO study_day SELECT at / 86400 FROM spf_check
WHERE check_id > coalesce((SELECT value FROM setting WHERE name = 'recheck_check'), 0) + 0;
INSERT INTO evaluation (day, domain, ip, helo, identity, sender, at, checks, accepted, logged, program)
SELECT day, domain, ip, helo, iif(sender = '', 'helo', 'mailfrom'), min(sender), min(at), count(*), sum(action IS 'accept'), group_concat(DISTINCT result), group_concat(DISTINCT program)
FROM (
    SELECT d.day, c.at, c.client_ip AS ip, coalesce(lower(c.helo), '') AS helo, r.word AS result, p.word AS program, a.word AS action,
        iif(i.word IS 'helo' OR coalesce(c.sender, '') = '', lower(c.helo), domain(c.sender)) AS domain, iif(i.word IS 'helo', '', coalesce(c.sender, '')) AS sender
    FROM study_day d CROSS JOIN spf_check c ON c.at >= d.day * 86400 AND c.at < (d.day + 1) * 86400
    JOIN word r ON r.word_id = c.result JOIN word p ON p.word_id = c.program
    LEFT JOIN word a ON a.word_id = c.action LEFT JOIN word i ON i.word_id = c.identity
    WHERE c.client_ip IS NOT NULL
    ORDER BY c.at, r.word, p.word
)
WHERE domain IS NOT NULL AND length(domain) <= 253
GROUP BY 1, 2, 3, 4, 5
HAVING sum(result IN ('softfail', 'neutral', 'none', 'permerror', 'temperror') OR (result = 'fail' AND action IS 'accept')) > 0
    OR (count(DISTINCT program) > 1 AND count(DISTINCT result) > 1)
ON CONFLICT (day, domain, ip, helo, identity) DO UPDATE SET checks = excluded.checks, accepted = excluded.accepted, logged = excluded.logged,
    program = excluded.program, then_result = iif(at = excluded.at, then_result, NULL), at = excluded.at;
INSERT OR REPLACE INTO setting (name, value) SELECT 'recheck_check', coalesce(max(check_id), 0) FROM spf_check;
-- The origin of every bounce in a domain of ours: what the bouncing host says of it, else nothing.
INSERT INTO evaluation (day, domain, ip, helo, identity, sender, at, bounces, logged, program)
SELECT coalesce(t.handed_at, t.arrived_at) / 86400, domain(t.sender), t.handed_ip, coalesce(lower(t.handed_helo), ''), 'mailfrom', min(t.sender), min(coalesce(t.handed_at, t.arrived_at)), count(*),
    max((SELECT substr(s.name, 12) FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name IN ('origin-spf-pass', 'origin-spf-fail', 'origin-spf-softfail', 'origin-spf-neutral', 'origin-spf-none'))),
    'the bouncing host'
FROM trace t
WHERE t.handed_ip IS NOT NULL AND domain(t.sender) IN (SELECT value FROM own WHERE kind = 'domain')
GROUP BY 1, 2, 3, 4
ON CONFLICT (day, domain, ip, helo, identity) DO UPDATE SET bounces = excluded.bounces;
CREATE TEMP TABLE IF NOT EXISTS study_time (at INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS study_due (n INTEGER PRIMARY KEY, as_of INTEGER, evaluation_id INTEGER);
DELETE FROM study_time;
INSERT OR IGNORE INTO study_time SELECT at FROM dns_answer;
