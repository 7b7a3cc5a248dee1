-- title: From where
-- columns: address, messages:count, recipients:count, last:minute, name:long
-- limit: 10
-- none:
SELECT value AS address, n AS messages, others AS recipients, last_at, nullif(detail, 'unknown') AS name, first_at
FROM incident_tallies WHERE incident_id = :incident AND what = 'client'
ORDER BY others DESC, value;
