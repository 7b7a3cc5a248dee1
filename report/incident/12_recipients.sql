-- title: To which domains
-- columns: domain, deliveries:count, failed:count, last:minute
-- limit: 5
-- none:
SELECT value AS domain, n AS deliveries, iif(what = 'rest', CAST(detail AS INTEGER), others) AS failed, last_at, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'recipient' OR what = 'rest' AND value = 'recipient')
ORDER BY what = 'rest', n DESC, value;
