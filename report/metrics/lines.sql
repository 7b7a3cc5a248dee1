-- metric: unjoe_lines_total
-- type: counter
-- help: Lines and messages that were read, by kind of source.
SELECT kind, sum(lines) AS value FROM sources GROUP BY 1 ORDER BY 1;
