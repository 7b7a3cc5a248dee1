-- What was read of a time that was pruned already was counted then: it goes before it is counted again, and is no coverage.
CREATE TEMP TABLE IF NOT EXISTS late_mail (part_id INTEGER PRIMARY KEY);
DELETE FROM late_mail;
INSERT INTO late_mail (part_id)
SELECT m.part_id FROM mail m JOIN pruned_host p ON p.host = m.host AND m.last_at < p.until_at
WHERE m.part_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_message');
DELETE FROM delivery
WHERE delivery_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_delivery') AND part_id IN (SELECT part_id FROM late_mail);
DELETE FROM mail WHERE part_id IN (SELECT part_id FROM late_mail);
DELETE FROM rejection
WHERE rejection_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_rejection')
    AND at < (SELECT until_at FROM pruned_host p WHERE p.host = rejection.host);
DELETE FROM spf_check
WHERE check_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_check')
    AND at < (SELECT until_at FROM pruned_host p WHERE p.host = spf_check.host);
DELETE FROM login
WHERE login_id > (SELECT coalesce(max(value + 0), 0) FROM setting WHERE name = 'daily_login')
    AND at < (SELECT until_at FROM pruned_host p WHERE p.host = login.host);
DELETE FROM link WHERE at < (SELECT until_at FROM pruned_host p WHERE p.host = link.host);
DELETE FROM loss WHERE at < (SELECT until_at FROM pruned_host p WHERE p.host = loss.host);
DELETE FROM unread_day WHERE (day + 1) * 86400 <= (SELECT until_at FROM pruned_host p WHERE p.host = unread_day.host);
DELETE FROM source_host WHERE last_at < (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host);
DELETE FROM silence WHERE host NOT IN (SELECT host FROM source_host);
UPDATE source_host SET first_at = (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host)
WHERE first_at < (SELECT until_at FROM pruned_host p WHERE p.host = source_host.host);
DELETE FROM seam WHERE last_at < (SELECT until_at FROM pruned_host p WHERE p.host = seam.host);
