-- How far the tables were counted for the daily totals.
INSERT INTO setting (name, value)
SELECT 'daily_message', max(part_id) FROM mail UNION ALL SELECT 'daily_delivery', max(delivery_id) FROM delivery
UNION ALL SELECT 'daily_rejection', max(rejection_id) FROM rejection UNION ALL SELECT 'daily_check', max(check_id) FROM spf_check
UNION ALL SELECT 'daily_login', max(login_id) FROM login WHERE true
ON CONFLICT (name) DO UPDATE SET value = excluded.value;
