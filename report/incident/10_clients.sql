-- title: From where
-- columns: address, messages:count, recipients:count, last:minute, name:long
-- limit: 10
-- none:
SELECT value AS address, n AS messages, iif(what = 'rest', CAST(detail AS INTEGER), others) AS recipients, last_at, nullif(detail, 'unknown') AS name, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'client' OR what = 'rest' AND value = 'client')
ORDER BY what = 'rest', others DESC, value;
