-- metric: unjoe_incidents
-- type: gauge
-- help: Storms of backscatter and takeovers that are known.
SELECT k.kind, (SELECT count(*) FROM incidents i WHERE i.kind = k.kind) AS value FROM (SELECT 'backscatter' AS kind UNION ALL SELECT 'takeover') k;
