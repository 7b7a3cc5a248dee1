-- query: Messages of our logs, one row each however many recipients
-- show: show
-- days: 7
-- rows: queue id, time:minute, status, from:sender, client, login, to:number, host, direction, size:bytes
SELECT queue_id, first_at, status, sender, client_ip, sasl_user, nrcpt, host, direction, size, client_name, message_id, last_at, sent, bounced, deferred, mail_id
-- count: messages:count, bytes:bytes
count(*) AS messages, sum(size * coalesce(nrcpt, 1)) AS bytes
-- from
FROM messages
WHERE first_at >= :since AND first_at < :until
-- time
first_at
-- order
ORDER BY first_at DESC, mail_id DESC
-- free
coalesce(sender, '') || ' ' || coalesce(message_id, '') || ' ' || coalesce(client_name, '') || ' ' || coalesce(sasl_user, '') || ' ' || queue_id
-- term from: the envelope sender; "" is <>
sender
-- exact from
mail_id IN (SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN mail m ON hour_key(m.first_at, m.sender) = hour_key(hour * 3600, :value)
    WHERE m.sender = :value COLLATE NOCASE)
-- term to, pattern: an address that it was sent to
mail_id IN (SELECT d.mail_id FROM deliveries d WHERE d.at >= :since AND d.at < :until + 5 * 86400
    AND (d.recipient LIKE :value ESCAPE '\' OR d.orig_to LIKE :value ESCAPE '\'))
-- exact to
mail_id IN (
    SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN delivery d ON hour_key(d.at, d.recipient) = hour_key(hour * 3600, :value)
        JOIN mail m ON m.part_id = d.part_id WHERE d.recipient = :value COLLATE NOCASE
    UNION ALL
    SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN delivery d ON hour_key(d.at, d.orig_to) = hour_key(hour * 3600, :value)
        JOIN mail m ON m.part_id = d.part_id WHERE d.orig_to IS NOT NULL AND d.orig_to = :value COLLATE NOCASE)
-- term domain: of the envelope sender
domain(sender)
-- term ip, network: the client
client_ip
-- exact ip
mail_id IN (SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN mail m ON hour_key(m.first_at, m.client_ip) = hour_key(hour * 3600, :value)
    WHERE +m.client_ip = :value)
-- term client: its name
client_name
-- term login: the account that sent it
sasl_user
-- exact login
mail_id IN (SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN mail m ON hour_key(m.first_at, m.sasl_user) = hour_key(hour * 3600, :value)
    WHERE m.sasl_user IS NOT NULL AND m.sasl_user = :value COLLATE NOCASE)
-- term id: its queue id
queue_id
-- exact id
mail_id IN (SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN mail m ON hour_key(m.first_at, m.queue_id) = hour_key(hour * 3600, :value)
    WHERE +m.queue_id = :value COLLATE NOCASE)
-- term message-id: without its <>
message_id
-- exact message-id
mail_id IN (SELECT coalesce(m.joined, m.part_id) FROM hour CROSS JOIN mail m ON hour_key(m.first_at, m.message_id) = hour_key(hour * 3600, :value)
    WHERE +m.message_id = :value COLLATE NOCASE)
-- term host: whose log tells of it
host
-- term direction: in, out, relay, hop, notice
direction
-- term status: sent, bounced, deferred, expired, rejected, removed, queued, incomplete
status
-- term size, bytes: 10k, >1M
size
-- term recipients, number: how many
nrcpt
-- term hour, time: when it came
first_at / 3600 * 3600
-- term day, day: when it came
local_day(first_at)
