-- title: From which hosts
-- columns: address, bounces:count, share:share, last:minute, name:long
-- limit: 10
-- none:
SELECT t.value AS address, t.n AS bounces, t.n * 1.0 / i.bounces AS share, t.last_at, nullif(t.detail, 'unknown') AS name, t.first_at, iif(t.what = 'rest', t.others, NULL) AS more
FROM incident_tallies t JOIN incidents i ON i.incident_id = t.incident_id
WHERE t.incident_id = :incident AND (t.what = 'host' OR t.what = 'rest' AND t.value = 'host')
ORDER BY t.what = 'rest', t.n DESC, t.value;
