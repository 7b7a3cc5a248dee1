-- What the conclusions rest on now (analyze/begin.sql).
REPLACE INTO setting (name, value)
SELECT 'analyzed_mail', coalesce(max(part_id), 0) FROM mail
UNION ALL SELECT 'analyzed_delivery', coalesce(max(delivery_id), 0) FROM delivery
UNION ALL SELECT 'analyzed_rejection', coalesce(max(rejection_id), 0) FROM rejection
UNION ALL SELECT 'analyzed_spf_check', coalesce(max(check_id), 0) FROM spf_check
UNION ALL SELECT 'analyzed_login', coalesce(max(login_id), 0) FROM login
UNION ALL SELECT 'analyzed_link', coalesce(max(link_id), 0) FROM link
UNION ALL SELECT 'analyzed_bounce', coalesce(max(bounce_id), 0) FROM bounce
UNION ALL SELECT 'analyzed_arrival', coalesce(max(arrival_id), 0) FROM arrival
UNION ALL SELECT 'analyzed_log', 1;
DELETE FROM analyzed;
INSERT INTO analyzed (source_id, host, first_at, last_at, lines) SELECT source_id, host, first_at, last_at, lines FROM source_host;
REPLACE INTO setting (name, value) SELECT 'analyzed_world', private + loop FROM world UNION ALL SELECT 'analyzed_loop', loop FROM world;
DELETE FROM setting WHERE name = 'analyzed_suffix';
INSERT INTO setting (name, value) SELECT 'analyzed_suffix', name FROM suffix WHERE name IS NOT NULL;
REPLACE INTO setting (name, value) SELECT 'analyzed_pins', group_concat(kind || ' ' || value, char(10)) FROM (SELECT kind, value FROM pin ORDER BY kind, value);
