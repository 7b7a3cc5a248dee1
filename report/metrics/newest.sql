-- metric: unjoe_newest_line_timestamp_seconds
-- type: gauge
-- help: The time of the newest line of each host's log.
SELECT host, max(to_at) AS value FROM coverage GROUP BY 1 ORDER BY 1;
