-- title: What was sent
-- columns: bounces:count, subject:long
-- limit: 5
-- none:
SELECT n AS bounces, value AS subject, first_at, last_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'subject' OR what = 'rest' AND value = 'subject')
ORDER BY what = 'rest', n DESC, value;
