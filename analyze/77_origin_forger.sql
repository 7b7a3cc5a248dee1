-- needs: dirty sending
-- origin-forger: in the week before or behind, three organisations or more bounced what the same address had handed over to them in our name and we never sent. What
-- it hands over by the name of a message of ours, it has sent again; and what a forwarder says it took from there (brought_from) is its, too.
-- A forwarder hands on ours and forgeries alike, but writes its line into each of them: a forgery does not count that has a line below by a house which is also
-- named below here. And nobody is a forger who bears the name of a house which is named below, or to which we delivered that message.
-- (Of each address are looked at: ten senders, of each the first fifty mails of that time, and of these one by each bouncer.)
INSERT OR IGNORE INTO retold_day (ip, day)
SELECT t.handed_ip, t.arrived_at / 86400 FROM dirty d CROSS JOIN trace t ON t.bounce_id = d.bounce_id WHERE t.handed_ip IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS retold_forger (ip TEXT, from_at INTEGER, to_at INTEGER, PRIMARY KEY (ip, from_at)) WITHOUT ROWID;
DELETE FROM retold_forger;
INSERT INTO retold_forger (ip, from_at, to_at)
SELECT r.ip, (r.day - 7) * 86400, (r.day + 8) * 86400 FROM retold_day r WHERE r.ip IN (SELECT ip FROM forger_count) OR r.ip IN (SELECT ip FROM senders WHERE was > 0);
CREATE TEMP TABLE IF NOT EXISTS accused (bounce_id INTEGER PRIMARY KEY, was INTEGER);
DELETE FROM accused;
INSERT OR IGNORE INTO accused (bounce_id, was)
SELECT a.bounce_id, EXISTS (SELECT 1 FROM signal w WHERE w.bounce_id = a.bounce_id AND w.name = 'origin-forger')
FROM (
    SELECT t.bounce_id FROM retold_forger r CROSS JOIN trace t ON t.handed_ip = r.ip AND t.stranger = 0 WHERE t.handed_ours = 0 AND t.arrived_at >= r.from_at AND t.arrived_at < r.to_at
    UNION SELECT t.bounce_id FROM retold_forger r CROSS JOIN brought_from p ON p.ip = r.ip CROSS JOIN trace t ON t.bounce_id = p.bounce_id AND t.arrived_at >= r.from_at AND t.arrived_at < r.to_at
    UNION SELECT p.bounce_id FROM dirty d CROSS JOIN brought_from p ON p.bounce_id = d.bounce_id) a;
-- By whom it came: each as the line n says.
CREATE TEMP TABLE IF NOT EXISTS accused_ip (bounce_id INTEGER, n INTEGER, ip TEXT, day INTEGER, PRIMARY KEY (bounce_id, n)) WITHOUT ROWID;
DELETE FROM accused_ip;
INSERT INTO accused_ip (bounce_id, n, ip, day)
SELECT t.bounce_id, t.handed_n, t.handed_ip, t.arrived_at / 86400
FROM accused a CROSS JOIN trace t ON t.bounce_id = a.bounce_id AND t.stranger = 0 CROSS JOIN signal s ON s.bounce_id = t.bounce_id AND s.name = 'origin-foreign'
CROSS JOIN hop h ON h.bounce_id = t.bounce_id AND h.arrival_id = 0 AND h.n = t.handed_n AND coalesce(h.protocol, '') NOT LIKE '%mtp%a'
WHERE t.handed_ours = 0
UNION SELECT p.bounce_id, p.n, p.ip, t.arrived_at / 86400 FROM accused a CROSS JOIN brought_from p ON p.bounce_id = a.bounce_id CROSS JOIN trace t ON t.bounce_id = p.bounce_id;

CREATE TEMP TABLE IF NOT EXISTS witness (ip TEXT, day INTEGER, bouncer TEXT, bounce_id INTEGER, n INTEGER, PRIMARY KEY (ip, day, bouncer)) WITHOUT ROWID;
DELETE FROM witness;
INSERT OR IGNORE INTO witness (ip, day, bouncer, bounce_id, n)
WITH RECURSIVE next (ip, day, sender, n) AS (
    SELECT ip, day, (SELECT min(t.sender) FROM trace t WHERE t.handed_ip = a.ip AND t.stranger = 1), 0 FROM (SELECT DISTINCT ip, day FROM accused_ip) a
    UNION ALL
    SELECT ip, day, (SELECT min(t.sender) FROM trace t WHERE t.handed_ip = next.ip AND t.stranger = 1 AND t.sender > next.sender), n + 1 FROM next
    WHERE next.sender IS NOT NULL AND n < 9
)
SELECT x.ip, x.day, f.bouncer, f.bounce_id, f.handed_n
FROM next x CROSS JOIN forgery f ON f.bounce_id IN (
    SELECT t.bounce_id FROM trace t WHERE t.handed_ip = x.ip AND t.stranger = 1 AND t.sender = x.sender AND t.arrived_at >= (x.day - 7) * 86400 AND t.arrived_at < (x.day + 8) * 86400
    ORDER BY t.arrived_at LIMIT 50)
WHERE x.sender IS NOT NULL AND f.bouncer IS NOT NULL
ORDER BY EXISTS (SELECT 1 FROM hop h WHERE h.bounce_id = f.bounce_id AND h.arrival_id = 0 AND h.n > f.handed_n), f.arrived_at, f.bouncer;

-- The houses that are named below each, and whose name its client bears. (Whoever calls himself one of us is not of another house for that.)
CREATE TEMP TABLE IF NOT EXISTS own_house (house TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM own_house;
INSERT OR IGNORE INTO own_house (house) SELECT organisation(value) FROM own WHERE kind = 'domain' AND organisation(value) IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS house_below (bounce_id INTEGER, n INTEGER, house TEXT, PRIMARY KEY (bounce_id, n, house)) WITHOUT ROWID;
DELETE FROM house_below;
INSERT OR IGNORE INTO house_below (bounce_id, n, house)
SELECT b.bounce_id, b.n, organisation(h.stamped_by)
FROM (SELECT bounce_id, n FROM accused_ip UNION SELECT bounce_id, n FROM witness) b CROSS JOIN hop h ON h.bounce_id = b.bounce_id AND h.arrival_id = 0 AND h.n > b.n
WHERE organisation(h.stamped_by) IS NOT NULL AND organisation(h.stamped_by) NOT IN (SELECT house FROM own_house);
CREATE TEMP TABLE IF NOT EXISTS house_of (bounce_id INTEGER, n INTEGER, house TEXT, PRIMARY KEY (bounce_id, n, house)) WITHOUT ROWID;
DELETE FROM house_of;
INSERT OR IGNORE INTO house_of (bounce_id, n, house)
SELECT bounce_id, n, house
FROM (SELECT a.bounce_id, a.n, organisation(iif(by.name, h.client_name, h.helo)) AS house
    FROM accused_ip a CROSS JOIN hop h ON h.bounce_id = a.bounce_id AND h.arrival_id = 0 AND h.n = a.n CROSS JOIN (SELECT 0 AS name UNION ALL SELECT 1) by)
WHERE house IS NOT NULL AND house NOT IN (SELECT house FROM own_house);

CREATE TEMP TABLE IF NOT EXISTS convicted (bounce_id INTEGER PRIMARY KEY, ip TEXT);
DELETE FROM convicted;
INSERT OR IGNORE INTO convicted (bounce_id, ip)
SELECT a.bounce_id, a.ip
FROM accused_ip a CROSS JOIN witness w ON w.ip = a.ip AND w.day = a.day AND w.bounce_id <> a.bounce_id
WHERE NOT EXISTS (
        SELECT 1 FROM house_below b CROSS JOIN house_below c ON c.bounce_id = w.bounce_id AND c.n = w.n AND c.house = b.house WHERE b.bounce_id = a.bounce_id AND b.n = a.n)
    AND NOT EXISTS (
        SELECT 1 FROM house_of h CROSS JOIN house_below b ON b.bounce_id = h.bounce_id AND b.n = h.n AND b.house = h.house WHERE h.bounce_id = a.bounce_id AND h.n = a.n)
    AND NOT EXISTS (
        SELECT 1 FROM house_of h CROSS JOIN fit f ON f.bounce_id = h.bounce_id CROSS JOIN mail m ON m.part_id = f.part_id OR m.joined = f.part_id CROSS JOIN delivery d ON d.part_id = m.part_id
        WHERE h.bounce_id = a.bounce_id AND h.n = a.n AND h.house IN (organisation(d.relay_host), organisation(domain(d.recipient))))
GROUP BY a.bounce_id, a.n
HAVING count(*) >= 3
ORDER BY a.bounce_id, a.n;
INSERT OR IGNORE INTO dirty (bounce_id)
SELECT bounce_id FROM accused WHERE was <> (bounce_id IN (SELECT bounce_id FROM convicted));
DELETE FROM signal WHERE name = 'origin-forger' AND bounce_id IN (SELECT bounce_id FROM dirty_again);
INSERT INTO signal (bounce_id, name, detail)
SELECT c.bounce_id, 'origin-forger', c.ip FROM dirty d CROSS JOIN convicted c ON c.bounce_id = d.bounce_id;
