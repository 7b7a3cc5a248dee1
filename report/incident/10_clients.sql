-- title: From where
-- columns: address, messages:count, recipients:count, first:minute, last:minute, name
-- limit: 10
-- none:
SELECT value AS address, n AS messages, others AS recipients, first_at, last_at, nullif(detail, 'unknown') AS name
FROM incident_tallies WHERE incident_id = :incident AND what = 'client'
ORDER BY others DESC, value;
