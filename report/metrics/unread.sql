-- metric: unjoe_unread_total
-- type: counter
-- help: Lines and messages that were read and not understood, by kind of source.
SELECT kind, sum(unread) AS value FROM sources GROUP BY 1 ORDER BY 1;
