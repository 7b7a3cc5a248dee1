-- Copies of bounces that were pruned: they were counted then.
CREATE TEMP TABLE IF NOT EXISTS come_again (bounce_id INTEGER PRIMARY KEY);
DELETE FROM come_again;
INSERT INTO come_again (bounce_id)
SELECT b.bounce_id FROM bounce b CROSS JOIN pruned_bounce p ON p.fingerprint = b.fingerprint WHERE b.bounce_id > (SELECT bounce FROM fresh);
DELETE FROM bounce_recipient WHERE bounce_id IN (SELECT bounce_id FROM come_again);
DELETE FROM hop WHERE bounce_id IN (SELECT bounce_id FROM come_again);
DELETE FROM stamp WHERE bounce_id IN (SELECT bounce_id FROM come_again);
DELETE FROM arrival WHERE bounce_id IN (SELECT bounce_id FROM come_again);
DELETE FROM bounce WHERE bounce_id IN (SELECT bounce_id FROM come_again);
