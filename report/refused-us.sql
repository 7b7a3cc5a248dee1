-- report: mail of ours that others refuse for SPF, DKIM, DMARC or rDNS
-- title: Refused for authentication
-- columns: our domain, by, for, refused:count, deferred:count, look at, reply:long
-- limit: 20
-- none: none: nobody refused mail of ours for SPF, DKIM, DMARC or rDNS in that time
-- note: Once a recipient, from our deliveries and from bounces to mail of ours (then "look at" is a number): unjoe show QUEUE-ID, unjoe explain BOUNCE
-- What codes and words mean: RFC 7372, RFC 8617, and what the big receivers say beside them. Replies are matched in capitals; the first that fits counts.
WITH pattern(place, code, words, topic) AS (VALUES
    (1, '5.7.515', '*', 'SPF/DKIM/DMARC'), (2, '5.7.509', '*', 'DMARC'), (3, '[45].7.40', '*DMARC*', 'DMARC'), (4, '[45].7.32', '*ALIGN*', 'DMARC'),
    (5, '[45].7.2[012]', '*', 'DKIM'), (6, '[45].7.30', '*DKIM*', 'DKIM'), (7, '[45].7.2[34]', '*', 'SPF'), (8, '[45].7.27', '*[^A-Z]SPF[^A-Z]*', 'SPF'),
    (9, '[45].7.25', '*', 'rDNS'), (10, '[45].7.29', '*[^A-Z]ARC[^A-Z]*', 'ARC'), (11, '5.7.511', '*', 'blocked'), (12, '5.7.60[6-9]', '*', 'blocked'), (13, '5.7.6[1-4][0-9]', '*', 'blocked'),
    (20, '[45].[07].*', '*DMARC*', 'DMARC'), (21, '[45].[07].*', '*AUTHENTICATION LEVEL*', 'SPF/DKIM/DMARC'), (22, '[45].[07].*', '*UNAUTHENTICATED*', 'SPF/DKIM/DMARC'),
    (23, '[45].[07].*', '*[^A-Z]SPF[^A-Z]*', 'SPF'), (24, '[45].[07].*', '*SENDER POLICY FRAMEWORK*', 'SPF'), (25, '[45].[07].*', '*PERMITTED SENDER*', 'SPF'),
    (26, '[45].[07].*', '*NOT AUTHORI[SZ]ED TO SEND*', 'SPF'), (27, '[45].[07].*', '*[^A-Z]DKIM*', 'DKIM'), (28, '[45].[07].*', '*REVERSE*DNS*', 'rDNS'),
    (29, '[45].[07].*', '*[^A-Z]RDNS*', 'rDNS'), (30, '[45].[07].*', '*REVERSE*HOST*', 'rDNS'), (31, '[45].[07].*', '*[^A-Z]PTR[^A-Z]*', 'rDNS'),
    (32, '[45].7.26', '*', 'SPF/DKIM/DMARC'), (33, '[45].7.9', '*POLICY REASONS*', 'policy')
), refusal AS (
    SELECT d.at, domain(m.sender) AS ours, domain(d.recipient) AS receiver, d.relay_host AS host, coalesce(d.dsn, '5.0.0') AS code, d.reply, s.word <> 'deferred' AS final, m.queue_id AS look
    FROM delivery d JOIN word s ON s.word_id = d.status AND s.word IN ('bounced', 'deferred') JOIN mail m ON m.part_id = d.part_id JOIN word h ON h.word_id = m.host
    WHERE d.at >= :since AND d.at < :until AND d.relay_ip IS NOT NULL AND d.dsn GLOB '[45].[07].*' AND (:host IS NULL OR h.word = :host)
    UNION ALL
    SELECT b.arrived_at, domain(coalesce(b.quoted_sender, b.returned_to)), domain(coalesce(r.original_recipient, r.final_recipient)), r.remote_mta,
        coalesce(r.status, '5.0.0'), r.diagnostic, r.action IS NOT 'delayed', b.bounce_id
    FROM bounces b JOIN verdict v ON v.bounce_id = b.bounce_id AND v.class IN ('genuine', 'compromised', 'bypass') JOIN bounce_recipients r ON r.bounce_id = b.bounce_id
    WHERE b.arrived_at >= :since AND b.arrived_at < :until AND r.action IN ('failed', 'delayed') AND (:host IS NULL OR b.host = :host)
        AND NOT EXISTS (SELECT 1 FROM delivery d JOIN word s ON s.word_id = d.status AND s.word = 'bounced' WHERE d.part_id = v.original_part_id)
), sorted AS (
    SELECT r.*, (SELECT min(p.place) FROM pattern p WHERE r.code GLOB p.code AND ' ' || upper(coalesce(r.reply, '')) || ' ' GLOB p.words) AS place
    FROM refusal r
), ours AS (
    SELECT value FROM own_fact WHERE kind = 'domain' UNION SELECT value FROM pin WHERE kind = 'domain'
)
SELECT CASE WHEN s.ours IN (SELECT value FROM ours) OR NOT EXISTS (SELECT 1 FROM ours) THEN s.ours ELSE s.ours || ' (forwarded)' END AS domain,
    s.receiver, p.topic, sum(s.final) AS refused, sum(1 - s.final) AS deferred, s.look, s.reply, s.code, s.host, max(s.at) AS last_at, min(s.at) AS first_at
FROM sorted s JOIN pattern p ON p.place = s.place
WHERE :domain IS NULL OR s.ours = :domain OR s.receiver = :domain
GROUP BY 1, 2, 3
ORDER BY sum(s.final) DESC, sum(1 - s.final) DESC, 1, 2, 3;
