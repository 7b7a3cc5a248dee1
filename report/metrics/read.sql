-- metric: unjoe_last_read_timestamp_seconds
-- type: gauge
-- help: When anything was last read.
SELECT max(read_at) AS value FROM sources HAVING max(read_at) IS NOT NULL;
