-- metric: unjoe_log_events_total
-- type: counter
-- help: What the logs held, by host, kind of event and its result; pruned days included.
SELECT host, class, result, sum(n) AS value FROM daily GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
