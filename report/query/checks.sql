-- query: SPF checks that our mail servers logged
-- show: show
-- days: 7
-- rows: , time:minute, result, client, sender:sender, action, helo, recipient, identity, host
SELECT coalesce(client_ip, sender, helo) AS show, at, result, client_ip, sender, action, helo, recipient, identity, host, program, reason, queue_id, mail_id
-- count: checks:count, clients:number
count(*) AS checks, count(DISTINCT client_ip) AS clients
-- from
FROM spf_checks
WHERE at >= :since AND at < :until
-- time
at
-- order
ORDER BY at DESC, check_id DESC
-- free
coalesce(sender, '') || ' ' || coalesce(recipient, '') || ' ' || coalesce(helo, '') || ' ' || coalesce(reason, '')
-- term result: pass, fail, softfail, neutral, none, permerror, temperror
result
-- term action: accept, reject, defer, skip
action
-- term identity: mailfrom, helo
identity
-- term domain: of the sender, or the HELO name where it is the one checked
CASE identity WHEN 'helo' THEN lower(helo) ELSE domain(sender) END
-- term sender: the envelope sender
sender
-- exact sender
check_id IN (SELECT k.check_id FROM hour CROSS JOIN spf_check k ON hour_key(k.at, k.sender) = hour_key(hour * 3600, :value) WHERE k.sender = :value COLLATE NOCASE)
-- term to: the recipient
recipient
-- term ip, network: the client
client_ip
-- exact ip
check_id IN (SELECT k.check_id FROM hour CROSS JOIN spf_check k ON hour_key(k.at, k.client_ip) = hour_key(hour * 3600, :value) WHERE +k.client_ip = :value)
-- term helo: what the client called itself
helo
-- term reason: what the line says of it
reason
-- term host: whose log tells of it
host
-- term program: who checked
program
-- term hour, time: when
at / 3600 * 3600
-- term day, day: when
local_day(at)
