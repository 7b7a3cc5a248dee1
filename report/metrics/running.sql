-- metric: unjoe_incidents_running
-- type: gauge
-- help: Storms of backscatter and takeovers that go on, as far as was read.
SELECT k.kind, (SELECT count(*) FROM incidents i WHERE i.kind = k.kind AND i.state = 'running' AND i.seen_until > :now - 4 * 3600) AS value
FROM (SELECT 'backscatter' AS kind UNION ALL SELECT 'takeover') k;
