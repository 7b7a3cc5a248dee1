-- title: As whom
-- columns: sender, messages:count, recipients:count, last:minute
-- limit: 5
-- none:
SELECT value AS sender, n AS messages, iif(what = 'rest', CAST(detail AS INTEGER), others) AS recipients, last_at, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'sender' OR what = 'rest' AND value = 'sender')
ORDER BY what = 'rest', n DESC, value;
