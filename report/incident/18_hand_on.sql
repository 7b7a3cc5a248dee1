-- title: Hand on
-- columns: command:id
-- none:
WITH i AS (
    SELECT :unjoe || ' incident ' || incident_id AS command FROM incidents WHERE incident_id = :incident AND incident_id NOT GLOB '*[^A-Za-z0-9@._:+-]*'
), hit AS MATERIALIZED (
    SELECT coalesce(domain(t.target), t.target) AS domain, sum(t.bounces) AS n
    FROM incidents o CROSS JOIN incident_targets t ON t.incident_id = o.incident_id AND (o.kind = 'backscatter' OR t.target LIKE '%@%') WHERE o.incident_id = :incident GROUP BY 1
), others AS MATERIALIZED (SELECT count(*) > 1 AS many, (SELECT domain FROM hit WHERE domain NOT GLOB '*[^A-Za-z0-9._-]*' ORDER BY n DESC, domain LIMIT 1) AS domain FROM hit)
SELECT command || ' --html incident.html' AS command, 'this, as one page' || CASE WHEN many THEN '; it tells of all the domains' ELSE '' END AS tells FROM i, others
UNION ALL SELECT command || ' --bundle evidence.tar.zst' || CASE WHEN many THEN ' --domain ' || domain ELSE '' END,
    'with tables, log lines and checksums; recipients and bounces only with --full' || CASE WHEN many THEN '; of this domain alone' ELSE '' END FROM i, others;
