-- report: what we bounce to strangers and should have refused
-- title: Why we bounced
-- columns: notices:count, sent:count, clients:number, notice, why and what to set:prose
-- limit: 10
-- none: none: no notice went to a stranger in that time
-- note: sent: delivered; the rest failed, as made-up senders do. notice: the newest; unjoe show NOTICE
-- page: 60
WITH stranger AS (
    SELECT *, coalesce(replace(program, rtrim(program, replace(program, '/', '')), ''), 'other') AS daemon FROM notices
    WHERE at >= :since AND at < :until AND (:host IS NULL OR host = :host) AND (:domain IS NULL OR domain(recipient) = :domain OR domain(failed) = :domain)
        AND to_stranger AND kind <> 'delivery status'
), sorted AS (
    SELECT *,
        CASE
            WHEN kind = 'delay' THEN 'Delay'
            WHEN status = 'expired' THEN 'Expired'
            WHEN dsn GLOB '5.2.2' OR reply LIKE '%quota%' OR reply LIKE '%mailbox%full%' OR reply LIKE '%over%storage%' THEN 'Full'
            WHEN dsn GLOB '5.1.*' OR reply LIKE '%user unknown%' OR reply LIKE '%unknown user%' OR reply LIKE '%no such user%' THEN
                CASE daemon WHEN 'smtp' THEN 'Unknown there' ELSE 'Unknown here' END
            WHEN dsn GLOB '5.4.6' OR reply LIKE '%loop%' THEN 'Loop'
            WHEN dsn GLOB '5.3.4' OR dsn GLOB '5.2.3' THEN 'Size'
            WHEN dsn GLOB '5.[67].*' THEN CASE daemon WHEN 'smtp' THEN 'Content there' ELSE 'Content here' END
            WHEN dsn GLOB '5.4.*' THEN 'Host'
        END AS cause
    FROM stranger
), advice(cause, place, meaning, setting) AS (VALUES
    ('Unknown here', 1, 'No such mailbox, found out behind the door', 'smtpd must know the mailboxes (local_recipient_maps, virtual_mailbox_maps) or ask (reject_unverified_recipient)'),
    ('Unknown there', 2, 'The next host does not know the mailbox', 'set relay_recipient_maps, or reject_unverified_recipient; a second MX must know what the first one knows'),
    ('Content here', 3, 'Refused by a filter or script behind the queue', 'filter before the queue (smtpd_milters, smtpd_proxy_filter); behind it drop or deliver, never bounce; no reject in sieve'),
    ('Content there', 4, 'The next host refuses what we accepted and forward', 'filter before forwarding, at least as strictly as it does'),
    ('Full', 5, 'The mailbox is full', 'ask for the quota at the door (check_policy_service with dovecot''s quota-status)'),
    ('Size', 6, 'Too big for the next host', 'set the same message_size_limit at the door as behind it'),
    ('Loop', 7, 'The mail goes round', 'mend the forwarding that brings it back'),
    ('Host', 8, 'The next host cannot be found', 'take what is gone out of relay_domains and transport_maps'),
    ('Expired', 9, 'It could not be delivered for days', 'the next host is down or full; reject_unverified_recipient keeps more of it out'),
    ('Delay', 10, 'We warn strangers that their mail is late', 'set delay_warning_time = 0h'))
SELECT count(*) AS notices, sum(s.sent) AS sent, count(DISTINCT s.client_ip) AS clients, max(s.queue_id) AS notice,
    coalesce(a.meaning, 'Other: ' || shape(max(s.reply)), 'The log does not tell why') || coalesce(': ' || a.setting, '') || '.' AS advice,
    count(DISTINCT domain(s.recipient)) AS domains, min(s.at) AS first_at, max(s.at) AS last_at, max(s.reply) AS reply, max(s.parent_queue_id) AS queue_id
FROM sorted s LEFT JOIN advice a ON a.cause = s.cause
GROUP BY s.cause
ORDER BY notices DESC, a.place;
