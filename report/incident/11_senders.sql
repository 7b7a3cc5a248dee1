-- title: As whom
-- columns: sender, messages:count, recipients:count, first:minute, last:minute
-- limit: 5
-- none:
SELECT value AS sender, n AS messages, others AS recipients, first_at, last_at
FROM incident_tallies WHERE incident_id = :incident AND what = 'sender'
ORDER BY n DESC, value;
