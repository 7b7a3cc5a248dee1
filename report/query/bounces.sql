-- query: What mail servers wrote back: bounces, delays, auto-replies; and whose mail they answer
-- show: explain
-- rows: bounce:raw, time:minute, class, to, subject, by, origin, strength, kind
SELECT t.bounce_id, t.arrived_at, v.class, coalesce(t.sender, lower(a.returned_to)) AS address, b.quoted_subject AS subject, t.bouncer,
    t.handed_ip AS origin_ip, v.strength, k.word AS kind, d.word AS dialect, b.quoted_sender AS sender, t.delivered_by_name, t.delivered_by_ip,
    b.reporting_mta, b.message_id, b.quoted_message_id, v.account
-- count: bounces:count, addresses:number, servers:number
count(*) AS bounces, count(DISTINCT t.sender) AS addresses, count(DISTINCT t.bouncer) AS servers
-- from
FROM trace t
LEFT JOIN verdict v ON v.bounce_id = t.bounce_id
LEFT JOIN bounce b ON b.bounce_id = t.bounce_id
LEFT JOIN arrival a ON a.arrival_id = t.arrival_id
LEFT JOIN word k ON k.word_id = b.kind
LEFT JOIN word d ON d.word_id = b.dialect
WHERE t.arrived_at >= :since AND t.arrived_at < :until
-- time
t.arrived_at
-- order
ORDER BY t.arrived_at DESC, t.bounce_id DESC
-- free
coalesce(b.quoted_subject, '') || ' ' || coalesce(b.quoted_from, '') || ' ' || coalesce(a.returned_to, '') || ' ' || coalesce(b.quoted_sender, '')
    || ' ' || coalesce((SELECT group_concat(coalesce(r.diagnostic, '') || ' ' || coalesce(r.final_recipient, ''), ' ') FROM bounce_recipient r WHERE r.bounce_id = t.bounce_id), '')
-- term class: forged, genuine, compromised, bypass, unverifiable, not_a_bounce
v.class
-- term strength: proof, strong, weak
v.strength
-- term kind: failed, delayed, delivered, relayed, expanded, autoreply, challenge, disposition, feedback, other
k.word
-- term domain: the domain of ours that it came to
coalesce(domain(t.sender), domain(a.returned_to))
-- term to: the address that it came to, or in whose name the original was sent
coalesce(t.sender, lower(a.returned_to))
-- term by: the organisation that bounced
t.bouncer
-- term server: the host that brought it
t.delivered_by_name
-- term ip, network: the address that brought it
t.delivered_by_ip
-- term origin, network: where the original was handed over from
t.handed_ip
-- term dialect: which mail system wrote it
d.word
-- term subject: of the original
b.quoted_subject
-- term from: in the header of the original
b.quoted_from
-- term sender: the envelope sender of the original
b.quoted_sender
-- term account: of a stolen account
v.account
-- term id, pattern: Message-ID of the bounce or of the original
b.message_id LIKE :value ESCAPE '\' OR b.quoted_message_id LIKE :value ESCAPE '\'
-- term signal, pattern: a reason of the verdict, as explain names it
EXISTS (SELECT 1 FROM signal s WHERE s.bounce_id = t.bounce_id AND s.name LIKE :value ESCAPE '\')
-- values signal: report/signals.sql
SELECT name FROM meaning ORDER BY name
-- term recipient, pattern: to whom the original could not be delivered
EXISTS (SELECT 1 FROM bounce_recipient r WHERE r.bounce_id = t.bounce_id
    AND (r.final_recipient LIKE :value ESCAPE '\' OR r.original_recipient LIKE :value ESCAPE '\'))
-- term hour, time: when it arrived
t.arrived_at / 3600 * 3600
-- term day, day: when it arrived
local_day(t.arrived_at)
