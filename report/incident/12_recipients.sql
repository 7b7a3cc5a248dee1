-- title: To which domains
-- columns: domain, deliveries:count, failed:count, last:minute
-- limit: 5
-- none:
SELECT value AS domain, n AS deliveries, others AS failed, last_at, first_at
FROM incident_tallies WHERE incident_id = :incident AND what = 'recipient'
ORDER BY n DESC, value;
