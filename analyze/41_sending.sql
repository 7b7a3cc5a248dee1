-- needs: dirty delivery
-- Which of our hosts sent mail out on which day: from the deliveries that are new since this was last looked at. What went to a host whose log shows
-- it again (took-over: analyze/14_own_hosts.sql) was not out yet, and LMTP leads to mailboxes. All is counted again where those hosts are others.
INSERT INTO went_on (relay_host) SELECT value FROM own_fact WHERE kind = 'host' AND how = 'took-over';
CREATE TEMP TABLE IF NOT EXISTS sending_from (delivery_id INTEGER, basis TEXT);
DELETE FROM sending_from;
INSERT INTO sending_from (delivery_id, basis)
SELECT CASE WHEN basis = coalesce((SELECT value FROM setting WHERE name = 'analyzed_sending_basis'), '')
        THEN (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'analyzed_sending') ELSE 0 END, basis
FROM (SELECT coalesce(group_concat(relay_host, ' '), '') || (SELECT iif(loop, ' loop', '') FROM world) AS basis FROM (SELECT relay_host FROM went_on ORDER BY relay_host));
DELETE FROM sending
WHERE (SELECT delivery_id FROM sending_from) = 0 AND day >= (SELECT coalesce(max(until_at), 0) / 86400 FROM pruned_host);
INSERT OR IGNORE INTO sending (host, day)
SELECT DISTINCT m.host, d.at / 86400
FROM delivery d CROSS JOIN mail m ON m.part_id = d.part_id
WHERE d.delivery_id > (SELECT delivery_id FROM sending_from)
    AND NOT is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world))
    AND coalesce(lower(d.relay_host), '') NOT IN (SELECT relay_host FROM went_on) AND d.program NOT IN (SELECT word_id FROM word WHERE word LIKE '%/lmtp');
REPLACE INTO setting (name, value) SELECT 'analyzed_sending', coalesce(max(delivery_id), 0) FROM delivery;
REPLACE INTO setting (name, value) SELECT 'analyzed_sending_basis', basis FROM sending_from;
