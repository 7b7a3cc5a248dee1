-- title: As whom
-- columns: sender, messages:count, recipients:count, last:minute
-- limit: 5
-- none:
SELECT value AS sender, n AS messages, others AS recipients, last_at, first_at
FROM incident_tallies WHERE incident_id = :incident AND what = 'sender'
ORDER BY n DESC, value;
