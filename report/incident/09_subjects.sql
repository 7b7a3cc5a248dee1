-- title: What was sent
-- columns: bounces:count, subject:long
-- limit: 5
-- none:
SELECT n AS bounces, value AS subject, first_at, last_at
FROM incident_tallies WHERE incident_id = :incident AND what = 'subject'
ORDER BY n DESC, value;
