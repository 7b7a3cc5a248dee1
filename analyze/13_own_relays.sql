-- needs: news
-- Mail that we pass on for clients without login. Either the client is ours (network) or the domain that it goes to is one that we relay for
-- (relayed-for: a second MX, a gateway before another mail system); a log line does not tell which. So:
--   relayed-for    strangers of five networks and more had mail for it passed on, from senders of five domains and more: no office does
--   may-relay      a client had mail from a domain of ours, or one relayed for, passed on to three domains that are neither; in a private
--                  network, to one. (A stranger can forge our domain, but not have it relayed. That other domains also lie in a network
--                  of ours is not concluded: an address is one fact, and only a private network is believed whole.)
--   passed-off     the mail of a domain that we only relay for goes on to a public address, and neither clients nor accounts (on three days) had
--                  mail from it passed on to others: what it sends takes another way, and our log does not know it (kind elsewhere)
-- Where an alias of ours led elsewhere, neither is: whoever writes to that alias has mail passed on to wherever it leads.
-- Counted in 64 baskets of networks and sender domains, so that no flood of strangers makes more of them. All is counted again where the
-- domains that are ours are others than before.
CREATE TEMP TABLE IF NOT EXISTS passed_on (message_key TEXT, part_id INTEGER, ip TEXT, ours INTEGER, private INTEGER, sender_domain TEXT, domain TEXT, abroad INTEGER, at INTEGER);

DELETE FROM own_seen WHERE how IN ('may-relay', 'relayed-for', 'passed-off', 'sends-out') AND (SELECT part_id FROM relay_from) = 0
    AND last_at >= coalesce((SELECT max(until_at) FROM pruned_host), 0);   -- what was seen in log that is pruned cannot be counted again
DELETE FROM own_seen WHERE message_key <> '' AND message_key IN (SELECT message_key FROM touched_key);
DELETE FROM passed_on;
INSERT INTO passed_on (message_key, part_id, ip, ours, private, sender_domain, domain, abroad, at)
SELECT DISTINCT s.message_key, s.part_id, s.who,
    EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'domain' AND o.value = domain(s.sender) AND o.how <> 'relayed-for')
        OR EXISTS (SELECT 1 FROM pin p WHERE p.kind = 'domain' AND p.value = domain(s.sender) OR p.kind = 'network' AND in_network(s.who, p.value)),
    is_private(s.who) AND NOT (SELECT private FROM world), domain(s.sender), domain(d.recipient),
    NOT is_private(d.relay_ip), s.day * 86400
FROM sent s CROSS JOIN mail m ON m.part_id = s.part_id OR s.message_key <> '' AND m.joined = s.part_id CROSS JOIN delivery d ON d.part_id = m.part_id
WHERE s.kind = 'client' AND NOT is_loopback(d.relay_ip, d.relay_host, (SELECT loop FROM world)) AND domain(d.recipient) IS NOT NULL
    AND domain(coalesce(d.orig_to, d.recipient)) IS domain(d.recipient);

INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'may-relay', ip, domain, message_key, count(*), min(at), max(at) FROM passed_on WHERE ours OR private GROUP BY ip, domain, message_key
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'relayed-for', domain, 'network ' || (hour_key(0, network(ip)) % 64), message_key, count(*), min(at), max(at)
FROM passed_on WHERE NOT ours AND NOT private GROUP BY 2, 3, 4
UNION ALL
SELECT 'relayed-for', domain, 'sender ' || (hour_key(0, sender_domain) % 64), message_key, count(*), min(at), max(at)
FROM passed_on WHERE NOT ours AND NOT private AND sender_domain IS NOT NULL GROUP BY 2, 3, 4
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);

INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'passed-off', domain, '', message_key, count(*), min(at), max(at) FROM passed_on WHERE NOT ours AND NOT private AND abroad GROUP BY domain, message_key
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);

-- Those that strangers have mail passed on to; or clients of ours, if there are many of them and it is a domain to which all the world writes.
CREATE TEMP TABLE IF NOT EXISTS passed_to (domain TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM passed_to;
INSERT INTO passed_to (domain)
SELECT value FROM own_seen WHERE how = 'relayed-for' GROUP BY value
HAVING count(DISTINCT part) FILTER (WHERE part LIKE 'network %') >= 5 AND count(DISTINCT part) FILTER (WHERE part LIKE 'sender %') >= 5;
INSERT OR IGNORE INTO passed_to (domain) SELECT value FROM own_fact WHERE kind = 'domain' AND how <> 'relayed-for';

-- Kept only of others than these, so that no flood of strangers makes many rows; which become such later is left out below.
INSERT INTO own_seen (how, value, part, message_key, n, first_at, last_at)
SELECT 'sends-out', ip || ' ' || sender_domain, domain, message_key, count(*), min(at), max(at)
FROM passed_on p
WHERE NOT ours AND NOT private AND sender_domain IS NOT NULL AND domain NOT IN (SELECT domain FROM passed_to)
GROUP BY 2, 3, 4
ON CONFLICT DO UPDATE SET n = n + excluded.n, first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at);
CREATE TEMP TABLE IF NOT EXISTS sends_out (ip TEXT, sender_domain TEXT, domain TEXT, n INTEGER, first_at INTEGER, last_at INTEGER);
DELETE FROM sends_out;
INSERT INTO sends_out (ip, sender_domain, domain, n, first_at, last_at)
SELECT substr(value, 1, instr(value, ' ') - 1), substr(value, instr(value, ' ') + 1), part, n, first_at, last_at
FROM own_seen
WHERE how = 'sends-out' AND part NOT IN (SELECT domain FROM passed_to) AND substr(value, instr(value, ' ') + 1) IN (SELECT domain FROM passed_to);

DELETE FROM own_fact WHERE how IN ('relayed-for', 'may-relay', 'passed-off');
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'network', network, 'may-relay', sum(n), min(first_at), max(last_at)
FROM (
    SELECT CASE WHEN private THEN network(value) WHEN value LIKE '%:%' THEN value || '/128' ELSE value || '/32' END AS network, n, first_at, last_at
    FROM (
        SELECT value, sum(n) AS n, count(DISTINCT part) AS domains, min(first_at) AS first_at, max(last_at) AS last_at,
            is_private(value) AND NOT (SELECT private FROM world) AS private
        FROM (
            SELECT value, part, n, first_at, last_at FROM own_seen WHERE how = 'may-relay' AND part NOT IN (SELECT domain FROM passed_to)
            UNION ALL SELECT ip, domain, n, first_at, last_at FROM sends_out)
        GROUP BY value
    )
    WHERE private OR domains >= 3
)
GROUP BY network;

-- The networks of those clients tell nothing, unless there are too many of them to tell by the rest.
CREATE TEMP TABLE IF NOT EXISTS client_part (part TEXT PRIMARY KEY) WITHOUT ROWID;
DELETE FROM client_part;
INSERT OR IGNORE INTO client_part (part)
SELECT 'network ' || (hour_key(0, network(substr(value, 1, instr(value, '/') - 1))) % 64) FROM own_fact WHERE how = 'may-relay';
DELETE FROM client_part WHERE (SELECT count(*) FROM client_part) > 48;
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'domain', value, 'relayed-for', sum(n) FILTER (WHERE part LIKE 'network %'), min(first_at), max(last_at)
FROM own_seen
WHERE how = 'relayed-for' AND part NOT IN (SELECT part FROM client_part)
GROUP BY value
HAVING count(DISTINCT part) FILTER (WHERE part LIKE 'network %') >= 5 AND count(DISTINCT part) FILTER (WHERE part LIKE 'sender %') >= 5;
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'elsewhere', s.value, 'passed-off', sum(s.n), min(s.first_at), max(s.last_at)
FROM own_seen s
WHERE s.how = 'passed-off' AND s.value NOT IN (SELECT sender_domain FROM sends_out)
    AND s.value NOT IN (SELECT value FROM own_day WHERE how = 'login-sends' GROUP BY value HAVING count(*) >= 3)
    AND s.value IN (SELECT value FROM own_fact WHERE kind = 'domain' GROUP BY value HAVING min(how) = 'relayed-for' AND max(how) = 'relayed-for')
GROUP BY s.value;

-- What they sent, for stage 20 and 30: those that are ours now and were not before, from the beginning.
CREATE TEMP TABLE IF NOT EXISTS relay_client (ip TEXT PRIMARY KEY, known INTEGER) WITHOUT ROWID;
DELETE FROM relay_client;
INSERT INTO relay_client (ip, known)
SELECT DISTINCT s.value, EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = 'client' AND d.who = s.value)
FROM (SELECT value FROM own_seen WHERE how = 'may-relay' UNION SELECT ip FROM sends_out) s
WHERE EXISTS (
    SELECT 1 FROM own_fact o WHERE o.kind = 'network' AND o.value IN (s.value || '/32', s.value || '/128', network(s.value))
    UNION ALL SELECT 1 FROM pin p WHERE p.kind = 'network' AND in_network(s.value, p.value));
DELETE FROM sender_day WHERE kind = 'client' AND who NOT IN (SELECT ip FROM relay_client);

INSERT INTO sender_day (kind, who, day, sender, message_key, messages, recipients, bounced)
SELECT 'client', c.ip, s.day, s.sender, s.message_key, sum(s.messages), sum(s.recipients), sum(s.bounced)
FROM sent s JOIN relay_client c ON c.ip = s.who
WHERE s.kind = 'client' AND c.known AND (s.message_key <> '' OR s.part_id > (SELECT mail FROM fresh))
GROUP BY 2, 3, 4, 5
ON CONFLICT DO UPDATE SET messages = messages + excluded.messages, recipients = recipients + excluded.recipients, bounced = bounced + excluded.bounced;
INSERT INTO sender_day (kind, who, day, sender, message_key, messages, recipients, bounced)
SELECT 'client', ip, local_day_number(first_at), lower(coalesce(sender, '')), message_key, count(*), sum(coalesce(nrcpt, 1)), sum(bounced)
FROM (
    SELECT c.ip, CASE WHEN m.joined IS NULL AND m.ended = 1 THEN '' ELSE m.host || ' ' || coalesce(m.instance, 0) || ' ' || m.queue_id END AS message_key,
        min(p.first_at) AS first_at, coalesce(max(CASE WHEN p.size IS NOT NULL THEN p.sender END), max(p.sender)) AS sender, max(p.nrcpt) AS nrcpt, sum(p.bounced) AS bounced
    FROM relay_client c CROSS JOIN hour h
    CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(h.hour * 3600, c.ip) AND m.client_ip = c.ip
    CROSS JOIN mail p ON p.part_id = m.part_id OR p.joined = m.joined
    WHERE NOT c.known AND m.sasl_user IS NULL AND m.hop IS NULL AND m.origin_queue_id IS NULL AND m.origin_client_ip IS NULL
    GROUP BY m.part_id HAVING sum(p.remote) > 0
)
GROUP BY 2, 3, 4, 5;
REPLACE INTO setting (name, value) SELECT 'analyzed_relay_basis', basis FROM relay_from;
