-- title: Who bounced
-- columns: organisation, bounces:count, share:share, hosts:number, last:minute
-- limit: 10
-- none:
SELECT value AS organisation, n AS bounces, n * 1.0 / sum(n) OVER () AS share, others AS hosts, last_at, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'bouncer' OR what = 'rest' AND value = 'bouncer')
ORDER BY what = 'rest', n DESC, value;
