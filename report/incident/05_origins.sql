-- title: Who forged
-- columns: address, standing, bouncers:number, bounces:count, last:minute, helo:long
-- limit: 10
-- none:
-- note: Named is a forger only where three bouncers say so that have neither organisation nor network in common; the rest is hearsay.
SELECT value AS address, CASE WHEN others >= 3 THEN 'named' ELSE 'hearsay' END AS standing, others AS bouncers, n AS bounces, last_at, detail AS helo, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'origin' OR what = 'rest' AND value = 'origin')
ORDER BY what = 'rest', others >= 3 DESC, n DESC, value;
