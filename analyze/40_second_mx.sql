-- needs: dirty delivery
-- The hosts that take mail in for the organisation which bounced, by our own deliveries: to its second MX, whose name not every MTA writes down. Of the
-- returned Received lines that go on with a line of the same organisation, those with such a client are its inner hops (analyze/handover.h). We deliver
-- to it by a name of that organisation, whose zone gives the name this address; or mail for the domain in which the host lies that stamped the line.
CREATE TEMP TABLE IF NOT EXISTS inward (bounce_id INTEGER, n INTEGER, ip TEXT, host TEXT, from_at INTEGER, to_at INTEGER, PRIMARY KEY (bounce_id, n)) WITHOUT ROWID;
DELETE FROM inward;
INSERT INTO inward (bounce_id, n, ip, host, from_at, to_at)
SELECT h.bounce_id, h.n, h.client_ip, lower(h.stamped_by), o.at - 30 * 86400, o.at + 3600
FROM (SELECT d.bounce_id, min(a.arrived_at) AS at FROM dirty d CROSS JOIN arrival a ON a.bounce_id = d.bounce_id GROUP BY d.bounce_id) o
CROSS JOIN hop h ON h.bounce_id = o.bounce_id AND h.arrival_id = 0
CROSS JOIN hop below ON below.bounce_id = h.bounce_id AND below.arrival_id = 0 AND below.n = h.n + 1
WHERE h.client_ip IS NOT NULL AND NOT is_private(h.client_ip) AND organisation(below.stamped_by) = organisation(h.stamped_by)
    AND organisation(h.client_name) IS NOT organisation(h.stamped_by);

-- What tells that a delivery went to the house of such a host: the organisation of the relay's name (o), or the domain of the recipient, which is that
-- host's name or lies above it (d). So each host is looked up by a few names, however much went to an address.
CREATE TEMP TABLE IF NOT EXISTS inward_house (host TEXT, name TEXT, PRIMARY KEY (host, name)) WITHOUT ROWID;
DELETE FROM inward_house;
INSERT OR IGNORE INTO inward_house (host, name)
WITH RECURSIVE above (host, name, depth) AS (
    SELECT DISTINCT host, host, 0 FROM inward
    UNION ALL SELECT host, substr(name, instr(name, '.') + 1), depth + 1 FROM above WHERE instr(name, '.') > 0 AND depth < 16
)
SELECT host, 'd ' || name FROM above WHERE name <> ''
UNION ALL SELECT DISTINCT host, 'o ' || organisation(host) FROM inward WHERE organisation(host) IS NOT NULL;
CREATE TEMP TABLE IF NOT EXISTS inward_name (name TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM inward_name;
INSERT INTO inward_name (name) SELECT DISTINCT name FROM inward_house;

CREATE TEMP TABLE IF NOT EXISTS relay_seen (ip TEXT, name TEXT, hour INTEGER, PRIMARY KEY (ip, name, hour)) WITHOUT ROWID;
DELETE FROM relay_seen;
CREATE TEMP TABLE IF NOT EXISTS inward_ip (ip TEXT PRIMARY KEY, from_hour INTEGER, to_hour INTEGER) WITHOUT ROWID;
DELETE FROM inward_ip;
INSERT INTO inward_ip (ip, from_hour, to_hour) SELECT ip, min(from_at) / 3600, max(to_at) / 3600 FROM inward GROUP BY ip;
-- By the index where that looks at fewer rows, else by all of the log.
INSERT OR IGNORE INTO relay_seen (ip, name, hour)
SELECT i.ip, n.name, h.hour
FROM inward_ip i CROSS JOIN hour h ON h.hour BETWEEN i.from_hour AND i.to_hour
CROSS JOIN delivery d ON d.relay_ip IS NOT NULL AND hour_key(d.at, d.relay_ip) = hour_key(h.hour * 3600, i.ip)
CROSS JOIN inward_name n ON n.name IN ('o ' || organisation(d.relay_host), 'd ' || domain(d.recipient))
WHERE +d.relay_ip = i.ip AND (SELECT sum(to_hour - from_hour) FROM inward_ip) * 3 < (SELECT coalesce(max(delivery_id), 0) FROM delivery);
INSERT OR IGNORE INTO relay_seen (ip, name, hour)
SELECT i.ip, n.name, d.at / 3600
FROM delivery d NOT INDEXED CROSS JOIN inward_ip i ON i.ip = d.relay_ip CROSS JOIN inward_name n ON n.name IN ('o ' || organisation(d.relay_host), 'd ' || domain(d.recipient))
WHERE (SELECT sum(to_hour - from_hour) FROM inward_ip) * 3 >= (SELECT coalesce(max(delivery_id), 0) FROM delivery);

INSERT INTO second_mx (bounce_id, n)
SELECT w.bounce_id, w.n FROM inward w
WHERE EXISTS (SELECT 1 FROM inward_house n CROSS JOIN relay_seen r ON r.ip = w.ip AND r.name = n.name AND r.hour BETWEEN (w.from_at + 3599) / 3600 AND w.to_at / 3600 - 1
    WHERE n.host = w.host);

-- Where the world lies on this machine: the addresses by which we deliver to whom. Who connects to one from no address of his own seems to come from that same one.
INSERT OR IGNORE INTO at_home (ip, organisation)
SELECT d.relay_ip, coalesce(organisation(d.relay_host), organisation(domain(d.recipient)))
FROM (SELECT 1 FROM world WHERE loop) CROSS JOIN delivery d
WHERE is_loopback(d.relay_ip, NULL, 0) AND coalesce(organisation(d.relay_host), organisation(domain(d.recipient))) IS NOT NULL;
-- (From one host of ours to another it is no relay's.)
DELETE FROM at_home WHERE organisation IN (SELECT organisation(value) FROM own WHERE kind = 'domain');
