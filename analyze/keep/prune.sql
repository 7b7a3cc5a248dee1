-- Totals of what goes.
INSERT INTO pruned_day (day, domain, kind, class, n)
SELECT local_day_number(t.arrived_at), coalesce(domain(a.returned_to), ''), b.kind, coalesce(v.class, 'unverifiable'), count(*)
FROM doomed_bounce d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id CROSS JOIN trace t ON t.bounce_id = d.bounce_id
    CROSS JOIN arrival a ON a.arrival_id = t.arrival_id LEFT JOIN verdict v ON v.bounce_id = d.bounce_id
WHERE true GROUP BY 1, 2, 3, 4
ON CONFLICT (day, domain, kind, class) DO UPDATE SET n = n + excluded.n;
INSERT OR IGNORE INTO pruned_bounce (fingerprint) SELECT b.fingerprint FROM doomed_bounce d CROSS JOIN bounce b ON b.bounce_id = d.bounce_id;

-- Verdicts that rest on the log that goes stay as they are; so do the incidents.
INSERT OR IGNORE INTO frozen_bounce (bounce_id)
SELECT bounce_id FROM trace
WHERE arrived_at >= (SELECT log_from FROM prune_limit) + 31 * 86400 AND arrived_at < (SELECT log_before FROM prune_limit) + 31 * 86400
    AND bounce_id NOT IN (SELECT bounce_id FROM doomed_bounce)
    AND EXISTS (SELECT 1 FROM source_host WHERE first_at < (SELECT log_before FROM prune_limit));
UPDATE incident SET frozen = 1, state = 'ended'
WHERE starts_at - 7200 < (SELECT max(log_before, bounces_before) FROM prune_limit) AND NOT frozen;

DELETE FROM bounce_recipient WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM hop WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM stamp WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM arrival_date WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM arrival WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM bounce WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM trace WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM fit WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM brought_from WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM proven WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM signal WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM verdict WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);
DELETE FROM frozen_bounce WHERE bounce_id IN (SELECT bounce_id FROM doomed_bounce);

DELETE FROM delivery WHERE part_id IN (SELECT part_id FROM doomed_mail);
DELETE FROM mail WHERE part_id IN (SELECT part_id FROM doomed_mail);
DELETE FROM rejection WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM spf_check WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM login WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM link WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM evaluation WHERE day <= (SELECT log_before FROM prune_limit) / 86400 AND at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM loss WHERE at < (SELECT log_before FROM prune_limit);
DELETE FROM null_judged WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at);
DELETE FROM forger_day WHERE (day + 1) * 86400 <= (SELECT bounces_before FROM prune_limit);
-- (By whole days: what an address got early counts for the rest of the day, too: 92_storm_hour.sql.)
DELETE FROM storm_seen
WHERE (hour / 24 + 1) * 86400 <= (SELECT max(log_before, bounces_before) FROM prune_limit)
    AND NOT EXISTS (SELECT 1 FROM held_span h WHERE hour / 24 BETWEEN h.from_at / 86400 AND h.to_at / 86400);
DELETE FROM storm_crowd
WHERE (day + 1) * 86400 <= (SELECT max(log_before, bounces_before) FROM prune_limit)
    AND NOT EXISTS (SELECT 1 FROM held_span h WHERE day BETWEEN h.from_at / 86400 AND h.to_at / 86400);
-- What pointed to it.
UPDATE verdict SET original_part_id = NULL WHERE original_part_id IN (SELECT part_id FROM doomed_mail);
UPDATE trace SET arrival_part_id = NULL WHERE arrival_part_id IN (SELECT part_id FROM doomed_mail);
DELETE FROM fit WHERE part_id IN (SELECT part_id FROM doomed_mail) OR origin_part_id IN (SELECT part_id FROM doomed_mail);
UPDATE link SET part_id = NULL WHERE part_id IN (SELECT part_id FROM doomed_mail);
UPDATE spf_check SET rejection_id = NULL
WHERE at >= (SELECT log_from FROM prune_limit) - 86400 AND at < (SELECT log_before FROM prune_limit) + 86400
    AND rejection_id IS NOT NULL AND rejection_id NOT IN (SELECT rejection_id FROM rejection);

-- Lines that no rule fits: those of that time, and samples of others.
DELETE FROM unread_shape WHERE last_at < (SELECT log_before FROM prune_limit) OR last_at IS NULL AND last_source IN
    (SELECT source_id FROM source WHERE last_at < (SELECT log_before FROM prune_limit));
UPDATE unread_shape SET first_sample = last_sample, first_source = last_source, first_position = last_position
WHERE first_at < (SELECT log_before FROM prune_limit);

-- The coverage: without it, nothing is "not in our log".
INSERT INTO pruned_host (host, until_at)
SELECT DISTINCT host, (SELECT log_before FROM prune_limit) FROM source_host WHERE first_at < (SELECT log_before FROM prune_limit)
ON CONFLICT (host) DO UPDATE SET until_at = max(until_at, excluded.until_at);
DELETE FROM unread_day WHERE (day + 1) * 86400 <= (SELECT until_at FROM pruned_host p WHERE p.host = unread_day.host);
DELETE FROM source_host WHERE last_at < (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host);
DELETE FROM silence WHERE host NOT IN (SELECT host FROM source_host);
UPDATE source_host SET first_at = (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host)
WHERE first_at < (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host);
UPDATE analyzed SET first_at = (SELECT s.first_at FROM source_host s WHERE s.source_id = analyzed.source_id AND s.host = analyzed.host)
WHERE EXISTS (SELECT 1 FROM source_host s WHERE s.source_id = analyzed.source_id AND s.host = analyzed.host);
DELETE FROM analyzed WHERE NOT EXISTS (SELECT 1 FROM source_host s WHERE s.source_id = analyzed.source_id AND s.host = analyzed.host);

-- Numbers of rows that are gone are given again: what was counted up to there is counted up to what is left.
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(part_id) FROM mail), 0)) WHERE name IN ('daily_message', 'analyzed_mail');
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(delivery_id) FROM delivery), 0)) WHERE name IN ('daily_delivery', 'analyzed_delivery', 'analyzed_sending');
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(rejection_id) FROM rejection), 0)) WHERE name IN ('daily_rejection', 'analyzed_rejection');
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(check_id) FROM spf_check), 0)) WHERE name IN ('daily_check', 'analyzed_spf_check');
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(login_id) FROM login), 0)) WHERE name IN ('daily_login', 'analyzed_login');
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(link_id) FROM link), 0)) WHERE name = 'analyzed_link';
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(bounce_id) FROM bounce), 0)) WHERE name = 'analyzed_bounce';
UPDATE setting SET value = min(value + 0, coalesce((SELECT max(arrival_id) FROM arrival), 0)) WHERE name = 'analyzed_arrival';
-- What the log alone tells is looked at again (analyze/begin.sql).
DELETE FROM setting WHERE name = 'analyzed_log';

-- Words may have gone out of use: words.sql looks, behind the last step.
INSERT OR IGNORE INTO setting (name, value) SELECT 'words_due', 1 WHERE EXISTS (SELECT 1 FROM pruning WHERE n > 0);
