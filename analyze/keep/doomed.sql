-- The evidence of incidents on hold stays: their bounces, and the log of their time with a day before, in which what came back was sent.
INSERT INTO held_span (from_at, to_at) SELECT starts_at - 86400, ends_at + 3600 FROM incidents WHERE held;
INSERT INTO doomed_bounce (bounce_id)
SELECT DISTINCT o.bounce_id FROM arrival o
WHERE o.arrived_at < (SELECT bounces_before FROM prune_limit)
    AND NOT EXISTS (SELECT 1 FROM arrival a WHERE a.bounce_id = o.bounce_id AND a.arrived_at >= (SELECT bounces_before FROM prune_limit));
DELETE FROM doomed_bounce WHERE +bounce_id IN (
    SELECT h.bounce_id FROM incidents i CROSS JOIN incident_bounces h ON h.incident_id = i.incident_id WHERE i.held);
-- A message goes when all of its parts do.
INSERT INTO doomed_mail (part_id)
SELECT m.part_id FROM mail m
WHERE m.first_at < (SELECT log_before FROM prune_limit) AND m.last_at < (SELECT log_before FROM prune_limit)
    AND (m.joined IS NULL OR NOT EXISTS (SELECT 1 FROM mail o WHERE o.joined = m.joined AND o.last_at >= (SELECT log_before FROM prune_limit)))
    AND NOT EXISTS (SELECT 1 FROM held_span h WHERE m.last_at >= h.from_at AND m.first_at <= h.to_at);
INSERT INTO pruning (what, n)
SELECT 'bounces', count(*) FROM doomed_bounce
UNION ALL SELECT 'messages', count(*) FROM doomed_mail
UNION ALL SELECT 'deliveries', count(*) FROM delivery WHERE part_id IN (SELECT part_id FROM doomed_mail)
UNION ALL SELECT 'rejections', count(*) FROM rejection WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at)
UNION ALL SELECT 'SPF checks', count(*) FROM spf_check WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at)
UNION ALL SELECT 'logins', count(*) FROM login WHERE at < (SELECT log_before FROM prune_limit) AND NOT EXISTS (SELECT 1 FROM held_span h WHERE at BETWEEN h.from_at AND h.to_at)
UNION ALL SELECT 'samples of lines not understood', count(*) FROM unread_shape WHERE last_at < (SELECT log_before FROM prune_limit) OR last_at IS NULL AND last_source IN
    (SELECT source_id FROM source WHERE last_at < (SELECT log_before FROM prune_limit))
UNION ALL SELECT 'verdicts frozen', count(*) FROM trace
WHERE arrived_at >= (SELECT log_from FROM prune_limit) + 31 * 86400 AND arrived_at < (SELECT log_before FROM prune_limit) + 31 * 86400
    AND bounce_id NOT IN (SELECT bounce_id FROM doomed_bounce) AND bounce_id NOT IN (SELECT bounce_id FROM frozen_bounce)
    AND EXISTS (SELECT 1 FROM source_host WHERE first_at < (SELECT log_before FROM prune_limit));
