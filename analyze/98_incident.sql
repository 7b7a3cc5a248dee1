-- needs: storm
-- Incidents, instead of those that were concluded before. An id that is no more leads to the incident of its kind and target that lies nearest in time,
-- within a day of it.
CREATE TEMP TABLE IF NOT EXISTS incident_event (incident_id TEXT, at INTEGER, inside INTEGER, address TEXT, client_ip TEXT, forged INTEGER, strength TEXT, counted INTEGER,
    refused INTEGER, bounce_id INTEGER, mail_id INTEGER, rejection_id INTEGER, recipients INTEGER);
CREATE TEMP TABLE IF NOT EXISTS evidence_end (at INTEGER);

-- The log's end, or the last bounce of two days behind it: what claims to be of later has no true date.
DELETE FROM evidence_end;
INSERT INTO evidence_end (at)
SELECT max(coalesce((SELECT max(last_at) FROM source_host), 0), coalesce((SELECT max(arrived_at) FROM trace
    WHERE arrived_at <= coalesce((SELECT max(last_at) + 2 * 86400 FROM source_host), arrived_at)), 0));

DELETE FROM incident_target WHERE incident_id IN (SELECT incident_id FROM incident_fresh) OR incident_id NOT IN (SELECT incident_id FROM incident_new UNION SELECT incident_id FROM incident WHERE frozen);
INSERT INTO incident_target (incident_id, target, starts_at, ends_at, bounces)
SELECT n.incident_id, p.target, min(p.starts_at), max(p.ends_at), sum(p.bounces)
FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id CROSS JOIN storm_hit p ON p.whole = n.whole
GROUP BY 1, 2;

DELETE FROM incident_event;
INSERT INTO incident_event (incident_id, at, inside, address, client_ip, forged, strength, counted, refused, bounce_id, mail_id, rejection_id)
SELECT n.incident_id, e.at, e.at BETWEEN n.starts_at AND n.ends_at, e.address, e.client_ip, e.forged, e.strength, e.counted, e.refused, e.bounce_id, e.mail_id, e.rejection_id
FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id CROSS JOIN incident_target t ON t.incident_id = n.incident_id
CROSS JOIN storm_event e ON e.domain = coalesce(domain(t.target), t.target) AND e.at BETWEEN n.starts_at - 2 * 3600 AND n.ends_at + 3 * 3600
WHERE n.kind = 'backscatter' AND (t.target = e.domain OR t.target = e.address);
-- What was sent in a takeover.
INSERT INTO incident_target (incident_id, target, starts_at, ends_at, bounces)
SELECT n.incident_id, p.target, p.starts_at, p.ends_at, 0 FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id CROSS JOIN takeover_part p ON p.whole = n.whole;
INSERT INTO incident_event (incident_id, at, inside, address, client_ip, forged, counted, refused, mail_id, recipients)
WITH RECURSIVE hours (incident_id, target, starts_at, ends_at, hour) AS (
    SELECT n.incident_id, p.target, p.starts_at, p.ends_at, p.starts_at / 3600 - 2
    FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id CROSS JOIN takeover_part p ON p.whole = n.whole
    UNION ALL SELECT incident_id, target, starts_at, ends_at, hour + 1 FROM hours WHERE hour < ends_at / 3600 + 3
), sent AS (
    SELECT h.incident_id, h.starts_at, h.ends_at, m.part_id, m.joined, m.first_at, m.sender, m.client_ip, m.nrcpt
    FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.sasl_user) = hour_key(h.hour * 3600, h.target) AND m.sasl_user = h.target
    WHERE m.hop IS NULL
    UNION ALL
    SELECT h.incident_id, h.starts_at, h.ends_at, m.part_id, m.joined, m.first_at, m.sender, m.client_ip, m.nrcpt
    FROM hours h CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(h.hour * 3600, h.target) AND m.client_ip = h.target
    WHERE m.hop IS NULL AND m.sasl_user IS NULL AND NOT h.target LIKE '%@%'
)
SELECT incident_id, first_at, first_at BETWEEN starts_at AND ends_at,
    lower(coalesce(CASE WHEN joined IS NULL THEN sender ELSE (SELECT max(p.sender) FROM mail p WHERE p.joined = sent.joined) END, '')), client_ip, 0, 1, 0, part_id,
    coalesce(CASE WHEN joined IS NULL THEN nrcpt ELSE (SELECT max(p.nrcpt) FROM mail p WHERE p.joined = sent.joined) END, 1)
FROM sent;

INSERT OR REPLACE INTO incident_alias (alias, incident_id)
SELECT alias, incident_id
FROM (
    SELECT i.incident_id AS alias, n.incident_id, row_number() OVER (PARTITION BY i.incident_id ORDER BY abs(n.starts_at - i.starts_at), n.incident_id) AS rank
    FROM incident i LEFT JOIN incident_new n ON n.kind = i.kind AND n.starts_at <= i.ends_at + 86400 AND n.ends_at >= i.starts_at - 86400
        AND (coalesce(domain(n.target), n.target) = coalesce(domain(i.target), i.target) AND (n.kind = 'backscatter' OR n.target = i.target)
            OR EXISTS (SELECT 1 FROM incident_target t WHERE t.incident_id = n.incident_id AND t.target = i.target))
    WHERE NOT i.frozen AND i.incident_id NOT IN (SELECT incident_id FROM incident_new)
)
WHERE rank = 1;
-- What led to it leads on.
UPDATE incident_alias SET incident_id = (SELECT a.incident_id FROM incident_alias a WHERE a.alias = incident_alias.incident_id)
WHERE incident_id IN (SELECT alias FROM incident_alias) AND incident_id NOT IN (SELECT incident_id FROM incident_new);
DELETE FROM incident_alias WHERE alias IN (SELECT incident_id FROM incident_new);

DELETE FROM incident WHERE NOT frozen AND incident_id NOT IN (SELECT incident_id FROM incident_new EXCEPT SELECT incident_id FROM incident_fresh);
INSERT INTO incident (incident_id, kind, target, starts_at, peak_at, ends_at, state, bounces, peak, forged, unsure, strength, read, refused, accepted,
    usual, bound, learned, messages, recipients, reasons, seen_until)
WITH bin AS (
    SELECT incident_id, at / 600 * 600 AS at, sum(coalesce(recipients, 1)) AS n FROM incident_event WHERE inside AND counted GROUP BY 1, 2
), top AS (
    SELECT *, row_number() OVER (PARTITION BY incident_id ORDER BY n DESC, at) AS rank FROM bin
), counted AS (
    SELECT incident_id, sum(counted) AS bounces, sum(forged) AS forged, sum(NOT counted) AS unsure, sum(bounce_id IS NOT NULL) AS read,
        sum(refused) AS refused, sum(bounce_id IS NULL AND NOT refused) AS accepted, coalesce(sum(forged AND strength <> 'weak'), 0) AS sure
    FROM incident_event WHERE inside GROUP BY incident_id
)
SELECT n.incident_id, n.kind, n.target, n.starts_at, max(coalesce(t.at, n.starts_at), n.starts_at), n.ends_at, 'ended',
    CASE n.kind WHEN 'takeover' THEN 0 ELSE c.bounces END, coalesce(t.n, 0), CASE n.kind WHEN 'takeover' THEN 0 ELSE c.forged END, CASE n.kind WHEN 'takeover' THEN 0 ELSE c.unsure END,
    CASE WHEN n.kind = 'takeover' THEN CASE WHEN json_array_length(n.reasons) > 2 THEN 'strong' ELSE 'weak' END WHEN 2 * c.sure >= c.bounces THEN 'strong' ELSE 'weak' END,
    CASE n.kind WHEN 'takeover' THEN 0 ELSE c.read END, coalesce(c.refused, 0), CASE n.kind WHEN 'takeover' THEN 0 ELSE c.accepted END,
    n.usual, n.bound, n.learned, n.messages, n.recipients, n.reasons, 0
FROM incident_fresh f CROSS JOIN incident_new n ON n.incident_id = f.incident_id
LEFT JOIN counted c ON c.incident_id = n.incident_id LEFT JOIN top t ON t.incident_id = n.incident_id AND t.rank = 1;
UPDATE incident SET bounces = (
    SELECT count(*) FROM verdict v CROSS JOIN mail m ON m.part_id = v.original_part_id
    WHERE v.class = 'compromised' AND EXISTS (SELECT 1 FROM incident_target t WHERE t.incident_id = incident.incident_id
        AND t.target = coalesce(v.account, v.client_ip) AND m.first_at BETWEEN t.starts_at AND t.ends_at))
WHERE kind = 'takeover' AND incident_id IN (SELECT incident_id FROM incident_fresh);
-- Running: no three hours behind it are known yet.
UPDATE incident SET seen_until = (SELECT at FROM evidence_end), state = CASE WHEN ends_at / 3600 + 4 > (SELECT at FROM evidence_end) / 3600 THEN 'running' ELSE 'ended' END
WHERE NOT frozen;
