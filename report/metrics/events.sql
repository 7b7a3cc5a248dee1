-- metric: unjoe_log_events_total
-- type: counter
-- help: What the logs held, by host, kind of event and its result; pruned days included.
SELECT h.word AS host, c.word AS class,
    r.word || CASE WHEN d.detail = 0 OR c.word = 'delivery' THEN '' WHEN c.word = 'check' THEN ' ' || a.word ELSE ' ' || d.detail END AS result, sum(d.n) AS value
FROM day_total d JOIN word h ON h.word_id = d.host JOIN word c ON c.word_id = d.class JOIN word r ON r.word_id = d.result LEFT JOIN word a ON a.word_id = d.detail
WHERE d.n > 0
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
