-- Mail that we pass on for clients without login. Either the client is ours (network) or the domain that it goes to is one that we relay for
-- (relayed-for: a second MX, a gateway before another mail system); a log line does not tell which. So:
--   relayed-for    strangers of five networks and more had mail for it passed on, from senders of five domains and more: no office does
--   may-relay      a client had mail from a domain of ours passed on to three domains that are neither ours nor relayed for; in a private
--                  network, to one. (A stranger can forge our domain, but not have it relayed. That other domains also lie in a network
--                  of ours is not concluded: an address is one fact, and only a private network is believed whole.)
-- Counted in 64 baskets of networks and sender domains, so that no flood of strangers makes more of them. All is counted again where the
-- domains that are ours are others than before.
CREATE TEMP TABLE IF NOT EXISTS passed_on (message_key TEXT, part_id INTEGER, ip TEXT, ours INTEGER, private INTEGER, sender_domain TEXT, domain TEXT, at INTEGER);

DELETE FROM own_seen WHERE how IN ('may-relay', 'relayed-for') AND (SELECT part_id FROM relay_from) = 0
    AND last_at >= coalesce((SELECT max(until_at) FROM pruned_host), 0);   -- what was seen in log that is pruned cannot be counted again
DELETE FROM own_seen WHERE message_key <> '' AND message_key IN (SELECT message_key FROM touched_key);
DELETE FROM passed_on;
INSERT INTO passed_on (message_key, part_id, ip, ours, private, sender_domain, domain, at)
SELECT DISTINCT s.message_key, s.part_id, s.who,
    EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'domain' AND o.value = domain(s.sender) AND o.how <> 'relayed-for')
        OR EXISTS (SELECT 1 FROM pin p WHERE p.kind = 'domain' AND p.value = domain(s.sender) OR p.kind = 'network' AND in_network(s.who, p.value)),
    is_private(s.who) AND NOT (SELECT private FROM world), domain(s.sender), domain(d.recipient), s.day * 86400
FROM sent s CROSS JOIN mail m ON m.part_id = s.part_id OR s.message_key <> '' AND m.joined = s.part_id CROSS JOIN delivery d ON d.part_id = m.part_id
WHERE s.kind = 'client' AND d.relay_ip IS NOT NULL AND d.relay_ip NOT LIKE '127.%' AND d.relay_ip <> '::1' AND domain(d.recipient) IS NOT NULL;

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

DELETE FROM own_fact WHERE how IN ('relayed-for', 'may-relay');
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'domain', value, 'relayed-for', sum(n) FILTER (WHERE part LIKE 'network %'), min(first_at), max(last_at)
FROM own_seen WHERE how = 'relayed-for'
GROUP BY value
HAVING count(DISTINCT part) FILTER (WHERE part LIKE 'network %') >= 5 AND count(DISTINCT part) FILTER (WHERE part LIKE 'sender %') >= 5;
INSERT INTO own_fact (kind, value, how, n, first_at, last_at)
SELECT 'network', network, 'may-relay', sum(n), min(first_at), max(last_at)
FROM (
    SELECT CASE WHEN private THEN network(value) WHEN value LIKE '%:%' THEN value || '/128' ELSE value || '/32' END AS network, n, first_at, last_at
    FROM (
        SELECT value, sum(n) AS n, count(DISTINCT part) AS domains, min(first_at) AS first_at, max(last_at) AS last_at,
            is_private(value) AND NOT (SELECT private FROM world) AS private
        FROM own_seen s
        WHERE how = 'may-relay' AND NOT EXISTS (SELECT 1 FROM own_fact o WHERE o.kind = 'domain' AND o.value = s.part)
        GROUP BY value
    )
    WHERE private OR domains >= 3
)
GROUP BY network;

-- What they sent, for stage 20 and 30: those that are ours now and were not before, from the beginning.
CREATE TEMP TABLE IF NOT EXISTS relay_client (ip TEXT PRIMARY KEY, known INTEGER) WITHOUT ROWID;
DELETE FROM relay_client;
INSERT INTO relay_client (ip, known)
SELECT DISTINCT s.value, EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = 'client' AND d.who = s.value)
FROM own_seen s
WHERE s.how = 'may-relay' AND EXISTS (
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
