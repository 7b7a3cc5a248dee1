-- metric: unjoe_log_events_total
-- type: counter
-- help: What the logs held, by host, kind of event and its result; pruned days included.
-- One number is sorted in half the time that four take: words of class are the first seven, and nobody has a million of them.
SELECT h.word AS host, c.word AS class,
    r.word || CASE WHEN d.detail = 0 OR c.word = 'delivery' THEN '' WHEN c.word = 'check' THEN ' ' || a.word ELSE ' ' || d.detail END AS result, sum(d.n) AS value
FROM (SELECT k >> 43 AS host, k >> 40 & 7 AS class, k >> 20 & 0xfffff AS result, k & 0xfffff AS detail, n
    FROM (SELECT (host << 43) + (class << 40) + (result << 20) + detail AS k, sum(n) AS n FROM daily_count WHERE n > 0 GROUP BY 1)) d
    JOIN word h ON h.word_id = d.host JOIN word c ON c.word_id = d.class JOIN word r ON r.word_id = d.result LEFT JOIN word a ON a.word_id = d.detail
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
