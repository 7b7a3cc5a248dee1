-- query: Storms of backscatter and takeovers of accounts, found by themselves
-- show: incident
-- rows: incident:id, state, starts:minute, bounces:count, messages:count, kind, targets:long, peak:minute, ends:minute
SELECT incident_id, state, starts_at, bounces, messages, kind,
    -- Storms of several domains, and takeovers of several accounts, are one incident: its first target, and others up to five.
    (SELECT group_concat(name, ', ') || CASE WHEN all_of > 5 THEN ' and ' || (all_of - 5) || ' more' ELSE '' END
        FROM (SELECT name, count(*) OVER () AS all_of FROM (SELECT DISTINCT CASE i.kind WHEN 'takeover' THEN t.target ELSE coalesce(domain(t.target), t.target) END AS name, t.target = i.target AS own
            FROM incident_targets t WHERE t.incident_id = i.incident_id) GROUP BY name ORDER BY max(own) DESC, name LIMIT 5)) AS targets,
    peak_at, ends_at, target, recipients, forged, unsure, refused, accepted, strength, held
-- count: incidents:count, bounces:count, messages:count
count(*) AS incidents, sum(bounces) AS bounces, sum(messages) AS messages
-- from
FROM incidents i
WHERE starts_at < :until AND coalesce(ends_at, starts_at) >= :since
-- time
starts_at
-- order
ORDER BY starts_at DESC, incident_id
-- free
incident_id || ' ' || target
-- term kind: backscatter, takeover
kind
-- term target: the domain, account or client
target
-- term domain, pattern: of ours, that it hit
target LIKE :value ESCAPE '\' OR domain(target) LIKE :value ESCAPE '\'
    OR EXISTS (SELECT 1 FROM incident_targets t WHERE t.incident_id = i.incident_id AND (t.target LIKE :value ESCAPE '\' OR domain(t.target) LIKE :value ESCAPE '\'))
-- term origin, pattern: an address that forged
EXISTS (SELECT 1 FROM incident_tallies t WHERE t.incident_id = i.incident_id AND t.what = 'origin' AND t.value LIKE :value ESCAPE '\')
-- term host, pattern: a server that bounced
EXISTS (SELECT 1 FROM incident_tallies t WHERE t.incident_id = i.incident_id AND t.what IN ('host', 'bouncer') AND t.value LIKE :value ESCAPE '\')
-- term state: running, ended
state
-- term bounces, number: that it brought
bounces
-- term messages, number: of a takeover
messages
-- term day, day: of its start
local_day(starts_at)
