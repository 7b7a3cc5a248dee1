-- needs: suffix
-- suffix: where all mail of our log is for domains below one registrable domain, and none for that one itself, and two of them at least have hosts of their
-- own names, to which their mail goes or which bounce it, it is no house but a world (a laboratory in subdomains, a closed net): each domain right below it is then an organisation, as below
-- a public suffix. One delivery to elsewhere, and it is not: whose mail goes to the world at large writes to more than one registrable domain.
--   analyzed_suffix_above DOMAIN   the registrable domain above the domain of a recipient ('' where it is that domain itself): it takes one, and not that
--   analyzed_suffix_house DOMAIN   a domain that has such a host
-- Both are only added to, and a few of them are enough: any order of reading ends alike. What by another suffix was known of the world (analyze/05_world.sql) is
-- learned anew.
CREATE TEMP VIEW IF NOT EXISTS wanted_house AS
SELECT name, from_delivery, from_bounce FROM suffix
WHERE name IS NOT NULL AND (SELECT count(*) FROM setting WHERE name LIKE 'analyzed\_suffix\_house %' ESCAPE '\') < 2;
DELETE FROM suffix;
INSERT INTO suffix (from_delivery, from_bounce)
SELECT iif(again, delivery, 0), iif(again, bounce, 0)
FROM fresh CROSS JOIN (SELECT EXISTS (SELECT 1 FROM setting WHERE name LIKE 'analyzed\_suffix\_above %' ESCAPE '\') AS again);
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_suffix_above ' || iif(d.domain = d.above, '', d.above), '1'
FROM (SELECT from_delivery FROM suffix WHERE (SELECT count(*) FROM setting WHERE name LIKE 'analyzed\_suffix\_above %' ESCAPE '\') < 2)
CROSS JOIN (SELECT delivery_id, domain(recipient) AS domain, organisation(domain(recipient)) AS above FROM delivery) d ON d.delivery_id > from_delivery
WHERE d.domain LIKE '_%._%' AND d.above IS NOT NULL
LIMIT 2;
UPDATE suffix SET name = (
    SELECT nullif(substr(max(name), length('analyzed_suffix_above ') + 1), '')
    FROM setting WHERE name LIKE 'analyzed\_suffix\_above %' ESCAPE '\' HAVING count(*) = 1);
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_suffix_house ' || d.domain, '1'
FROM wanted_house w CROSS JOIN (SELECT delivery_id, domain(recipient) AS domain, relay_host FROM delivery) d ON d.delivery_id > w.from_delivery
WHERE d.domain LIKE '_%.' || w.name AND instr(d.domain, '.') = length(d.domain) - length(w.name) AND '.' || d.relay_host LIKE '%.' || d.domain
LIMIT 2;
INSERT OR IGNORE INTO setting (name, value)
SELECT DISTINCT 'analyzed_suffix_house ' || r.domain, '1'
FROM wanted_house w CROSS JOIN bounce b ON b.bounce_id > w.from_bounce
CROSS JOIN (SELECT bounce_id, domain(final_recipient) AS domain FROM bounce_recipient) r ON r.bounce_id = b.bounce_id
CROSS JOIN hop h ON h.bounce_id = b.bounce_id AND h.arrival_id > 0
WHERE r.domain LIKE '_%.' || w.name AND instr(r.domain, '.') = length(r.domain) - length(w.name)
    AND '.' || b.reporting_mta LIKE '%.' || r.domain AND '.' || h.helo LIKE '%.' || r.domain AND coalesce('.' || h.stamped_by NOT LIKE '%.' || r.domain, 1)
    AND NOT EXISTS (SELECT 1 FROM hop u WHERE u.bounce_id = h.bounce_id AND u.arrival_id = h.arrival_id AND u.n < h.n AND NOT coalesce(is_unrouted(u.client_ip), 1)
        AND NOT coalesce(u.stamped_by LIKE '_%._%._%' AND u.client_name LIKE '%' || substr(u.stamped_by, instr(u.stamped_by, '.')), 0))
    AND ('.' || h.client_name LIKE '%.' || r.domain OR is_unrouted(h.client_ip))
LIMIT 2;
UPDATE suffix SET name = NULL WHERE (SELECT count(*) FROM setting WHERE name LIKE 'analyzed\_suffix\_house %' ESCAPE '\') < 2;
