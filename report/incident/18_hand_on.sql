-- title: Hand on
-- columns: command:id
-- none:
WITH i AS (SELECT :unjoe || ' incident ' || incident_id AS command FROM incidents WHERE incident_id = :incident AND incident_id NOT GLOB '*[^A-Za-z0-9@._:+-]*')
SELECT command || ' --html incident.html' AS command, 'this, as one page' AS tells FROM i
UNION ALL SELECT command || ' --bundle evidence.tar.zst', 'with tables, log lines and checksums; recipients and bounces only with --full' FROM i;
