-- title: To which addresses
-- columns: address, exists, bounces:count, clients:number, last:minute
-- limit: 10
-- none:
-- note: exists, by our log: sends, somebody here writes from it; gets mail, mail to it was accepted; refused, it is unknown here; not seen, nothing tells.
SELECT value AS address, detail AS "exists", n AS bounces, others AS clients, last_at, first_at, iif(what = 'rest', others, NULL) AS more
FROM incident_tallies WHERE incident_id = :incident AND (what = 'address' OR what = 'rest' AND value = 'address')
ORDER BY what = 'rest', n DESC, value;
