-- title: Compared with the usual
-- columns: what, that day:count, usual:count, change
-- note: usual: the median of that weekday in the four weeks before; where the log has fewer than three of them, of all its days then.
-- none:
-- A Sunday is another day than a Monday. All of it from daily totals and from verdicts, so that it costs the same in a database of any age.
WITH day AS (
    SELECT CAST(julianday(local_day(:since)) - 2440587.5 AS INTEGER) AS day WHERE local_day(:since) = local_day(:until - 1)
), topic(place, topic, least) AS (VALUES
    (1, 'mail received', 0), (2, 'mail sent', 0), (3, 'deliveries', 0), (4, 'put off', 0), (5, 'bounced', 0), (6, 'refused at the door', 0),
    (7, 'refused for SPF', 0), (8, 'SPF softfail let in', 0), (9, 'SPF permerror let in', 0), (10, 'failed logins', 0),
    (11, 'bounces read: forged', 1), (12, 'bounces read: genuine', 1), (13, 'bounces read: stolen account', 1), (14, 'bounces read: unverifiable', 1), (15, 'mail from <> that nobody asked for', 1)
), counted AS (
    SELECT d.day,
        CASE c.word
            WHEN 'message' THEN CASE WHEN r.word = 'client' THEN 1 WHEN r.word IN ('login', 'pickup') THEN 2 END
            WHEN 'delivery' THEN CASE r.word WHEN 'sent' THEN 3 WHEN 'deferred' THEN 4 WHEN 'bounced' THEN 5 END
            WHEN 'rejection' THEN CASE WHEN r.word IN ('reject', 'discard') THEN 6 END
            WHEN 'check' THEN CASE WHEN a.word = 'reject' THEN 7 WHEN r.word = 'softfail' AND a.word IS NOT 'defer' THEN 8 WHEN r.word = 'permerror' AND a.word IS NOT 'defer' THEN 9 END
            WHEN 'login' THEN CASE r.word WHEN 'failed' THEN 10 END
        END AS place, d.n
    FROM day CROSS JOIN daily_count d ON d.day BETWEEN day.day - 28 AND day.day
    JOIN word c ON c.word_id = d.class JOIN word r ON r.word_id = d.result LEFT JOIN word a ON a.word_id = d.detail AND c.word = 'check'
    UNION ALL
    SELECT CAST(julianday(local_day(t.arrived_at)) - 2440587.5 AS INTEGER), CASE v.class WHEN 'forged' THEN 11 WHEN 'genuine' THEN 12 WHEN 'compromised' THEN 13 WHEN 'unverifiable' THEN 14 END, 1
    FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
    WHERE t.arrived_at >= :since - 29 * 86400 AND t.arrived_at < :until
    UNION ALL
    SELECT CAST(julianday(local_day(n.at)) - 2440587.5 AS INTEGER), 15, 1 FROM null_judged n WHERE n.at >= :since - 29 * 86400 AND n.at < :until AND n.class = 'forged'
), summed AS MATERIALIZED (
    SELECT c.day, c.place, sum(c.n) AS n FROM counted c WHERE c.place IS NOT NULL GROUP BY c.day, c.place
), known AS MATERIALIZED (
    SELECT DISTINCT s.day, (d.day - s.day) % 7 = 0 AS alike FROM summed s, day d WHERE s.day BETWEEN d.day - 28 AND d.day - 1
), past AS MATERIALIZED (
    SELECT day FROM known WHERE alike OR (SELECT count(*) FROM known WHERE alike) < 3
), filled AS (
    SELECT t.place, coalesce(s.n, 0) AS n, row_number() OVER (PARTITION BY t.place ORDER BY coalesce(s.n, 0)) AS rank, count(*) OVER (PARTITION BY t.place) AS days
    FROM topic t CROSS JOIN past p LEFT JOIN summed s ON s.day = p.day AND s.place = t.place
), usual AS (
    SELECT place, avg(n) AS n FROM filled WHERE rank IN ((days + 1) / 2, (days + 2) / 2) GROUP BY place
), both AS (
    SELECT t.place, t.topic, t.least, coalesce(s.n, 0) AS n, CAST(round(u.n) AS INTEGER) AS usual
    FROM day d CROSS JOIN topic t LEFT JOIN summed s ON s.place = t.place AND s.day = d.day LEFT JOIN usual u ON u.place = t.place
)
SELECT topic, n, usual,
    CASE WHEN usual IS NULL THEN 'not known yet' WHEN usual = 0 AND n > 0 THEN 'new' WHEN usual = 0 OR n = usual THEN ''
        WHEN n >= 3 * usual THEN 'x ' || CASE WHEN n < 10 * usual THEN printf('%.1f', n * 1.0 / usual) ELSE printf('%,d', n / usual) END
        ELSE printf('%+.0f%%', (n - usual) * 100.0 / usual) END AS change
FROM both
WHERE n > 0 OR usual > 0
ORDER BY place;
