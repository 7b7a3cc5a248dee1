-- Who was seen to send in the name of a domain: by checks at our door, mail that we took in, the origins of bounces, and our own addresses that mail leaves from.
WITH refuses AS MATERIALIZED (
    -- Receivers that told somebody that they refuse for SPF.
    SELECT DISTINCT organisation(d.relay_host) AS who FROM delivery d
    WHERE d.status IN (SELECT word_id FROM word WHERE word = 'bounced') AND (d.dsn = '5.7.23' OR d.reply LIKE '%spf%fail%' OR d.reply LIKE '%fail%spf%')
    UNION SELECT DISTINCT organisation(r.remote_mta) FROM bounce_recipient r
    WHERE r.status = '5.7.23' OR r.diagnostic LIKE '%spf%fail%' OR r.diagnostic LIKE '%fail%spf%'
), seen AS MATERIALIZED (
    SELECT c.client_ip AS ip, coalesce(lower(c.helo), '') AS helo, c.sender, 1 AS mails, 0 AS bounces, 0 AS forged, 0 AS genuine, 0 AS enforced, a.word IN ('reject', 'defer') AS stopped, c.at, NULL AS name
    FROM spf_check c LEFT JOIN word a ON a.word_id = c.action LEFT JOIN word i ON i.word_id = c.identity
    WHERE domain(c.sender) = :domain AND c.client_ip IS NOT NULL AND i.word IS NOT 'helo'
    UNION ALL
    SELECT m.client_ip, '', m.sender, 1, 0, 0, 0, 0, 0, m.first_at, m.client_name
    FROM mail m JOIN word b ON b.word_id = m.birth AND b.word = 'client'
    WHERE domain(m.sender) = :domain AND m.client_ip IS NOT NULL AND m.sasl_user IS NULL AND NOT is_private(m.client_ip)
        AND NOT EXISTS (SELECT 1 FROM spf_check c WHERE c.part_id = m.part_id)
    UNION ALL
    SELECT t.handed_ip, coalesce(lower(t.handed_helo), ''), t.sender, 0, 1, v.class = 'forged', v.class IN ('genuine', 'compromised', 'bypass'),
        v.class = 'forged' AND t.bouncer IN (SELECT who FROM refuses), 0, coalesce(t.handed_at, t.arrived_at), t.handed_name
    FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
    WHERE domain(t.sender) = :domain AND t.handed_ip IS NOT NULL
    UNION ALL
    SELECT value, '', 'postmaster@' || :domain, max(n), 0, 0, 1, 0, 0, max(last_at), NULL FROM own
    WHERE kind = 'outgoing' AND instr(value, '/') = 0 AND EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND d.value = :domain) GROUP BY value
), sources AS MATERIALIZED (
    SELECT ip, helo, min(sender) AS sender, sum(mails) AS mails, sum(bounces) AS bounces, sum(forged) AS forged, sum(genuine) AS genuine, sum(enforced) AS enforced,
        sum(stopped) AS stopped, min(at) AS first_at, max(at) AS last_at, max(name) AS name
    FROM seen GROUP BY ip, helo
), known AS MATERIALIZED (
    SELECT s.*, CASE
        WHEN EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('outgoing', 'network') AND in_network(s.ip, o.value)) THEN 'our own host'
        WHEN EXISTS (SELECT 1 FROM dns_answer a WHERE a.name IN (:domain, 'www.' || :domain) AND a.type IN ('A', 'AAAA') AND instr(char(10) || a.data || char(10), char(10) || s.ip || char(10))) THEN 'web form: the web server of the domain'
        WHEN organisation(s.name) = organisation(:domain) THEN 'web form or a host of ours: ' || s.name
        WHEN EXISTS (SELECT 1 FROM login l WHERE l.ok = 1 AND l.client_ip = s.ip) THEN 'traveller: an account of ours was used from there'
        WHEN EXISTS (SELECT 1 FROM delivery d JOIN mail m ON m.part_id = d.part_id WHERE d.relay_ip = s.ip AND domain(m.sender) = :domain) THEN 'forwarder without SRS: our mail was delivered to it'
        WHEN EXISTS (SELECT 1 FROM spf_check c WHERE c.client_ip = s.ip AND domain(c.sender) <> :domain AND c.result = (SELECT word_id FROM word WHERE word = 'pass')) THEN 'another provider''s SMTP server: it sends for others with SPF pass'
        END AS cause
    FROM sources s
)
SELECT ip, helo, sender, CASE WHEN cause = 'our own host' OR genuine > 0 THEN 'legitimate' WHEN forged > 0 AND (cause IS NULL OR cause GLOB 'another*') THEN 'forged'
        WHEN cause IS NOT NULL THEN 'legitimate' ELSE 'unknown' END AS kind,
    coalesce(cause, CASE WHEN genuine > 0 THEN 'mail of ours came from there, as bounces show' WHEN forged > 0 THEN 'forger, as bounces show' ELSE 'a stranger: nothing tells whether that was you' END) AS cause,
    mails, bounces, forged, enforced, stopped, first_at, last_at
FROM known ORDER BY ip, helo;
