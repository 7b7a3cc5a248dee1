-- Who was seen to send in the name of a domain, an address a row: by checks at our door, mail that we took in, the origins of bounces, and our own
-- addresses that mail leaves from. :web is a JSON array of the addresses of the domain itself and of its www. Names of clients are those that a host of
-- ours, or the trace, found confirmed: what a stranger calls himself counts for nothing.
WITH refuses AS MATERIALIZED (
    -- Receivers that told somebody that they refuse for SPF.
    SELECT DISTINCT organisation(d.relay_host) AS who FROM delivery d
    WHERE d.status IN (SELECT word_id FROM word WHERE word = 'bounced') AND (d.dsn = '5.7.23' OR d.reply LIKE '%spf%fail%' OR d.reply LIKE '%fail%spf%')
    UNION SELECT DISTINCT organisation(r.remote_mta) FROM bounce_recipient r
    WHERE r.status = '5.7.23' OR r.diagnostic LIKE '%spf%fail%' OR r.diagnostic LIKE '%fail%spf%'
), seen AS MATERIALIZED (
    SELECT c.client_ip AS ip, coalesce(lower(c.helo), '') AS helo, c.sender, 1 AS mails, 0 AS bounces, 0 AS forged, 0 AS genuine, 0 AS bypass, 0 AS enforced,
        coalesce(a.word IN ('reject', 'defer'), c.rejection_id IS NOT NULL) AS stopped, c.at, coalesce(m.client_name, r.client_name) AS name
    FROM spf_check c LEFT JOIN word a ON a.word_id = c.action LEFT JOIN word i ON i.word_id = c.identity
    LEFT JOIN mail m ON m.part_id = c.part_id LEFT JOIN rejection r ON r.rejection_id = c.rejection_id
    WHERE domain(c.sender) = :domain AND c.client_ip IS NOT NULL AND i.word IS NOT 'helo'
    UNION ALL
    SELECT m.client_ip, '', m.sender, 1, 0, 0, 0, 0, 0, 0, m.first_at, m.client_name
    FROM mail m JOIN word b ON b.word_id = m.birth AND b.word = 'client'
    WHERE domain(m.sender) = :domain AND m.client_ip IS NOT NULL AND m.sasl_user IS NULL AND NOT is_private(m.client_ip)
        AND NOT EXISTS (SELECT 1 FROM spf_check c WHERE c.part_id = m.part_id)
    UNION ALL
    SELECT t.handed_ip, coalesce(lower(t.handed_helo), ''), t.sender, 0, 1, v.class = 'forged', v.class IN ('genuine', 'compromised'), v.class = 'bypass',
        v.class = 'forged' AND t.bouncer IN (SELECT who FROM refuses), 0, coalesce(t.handed_at, t.arrived_at), CASE WHEN t.handed_ours = 2 THEN t.handed_name END
    FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
    WHERE domain(t.sender) = :domain AND t.handed_ip IS NOT NULL
    UNION ALL
    SELECT value, '', 'postmaster@' || :domain, max(n), 0, 0, 1, 0, 0, 0, max(last_at), NULL FROM own
    WHERE kind = 'outgoing' AND instr(value, '/') = 0 AND EXISTS (SELECT 1 FROM own d WHERE d.kind = 'domain' AND d.value = :domain) GROUP BY value
), called AS (
    SELECT ip, helo, min(sender) AS sender, sum(mails) AS mails, sum(bounces) AS bounces, sum(forged) AS forged, sum(genuine) AS genuine, sum(bypass) AS bypass, sum(enforced) AS enforced,
        sum(stopped) AS stopped, min(at) AS first_at, max(at) AS last_at, max(name) AS name,
        row_number() OVER (PARTITION BY ip ORDER BY helo = '', count(*) DESC, helo) AS n
    FROM seen GROUP BY ip, helo
), sources AS MATERIALIZED (
    -- HELO: the name that was used most.
    SELECT ip, max(CASE WHEN n = 1 THEN helo END) AS helo, sum(helo <> '') AS helos, max(CASE WHEN n = 1 THEN sender END) AS sender, sum(mails) AS mails, sum(bounces) AS bounces,
        sum(forged) AS forged, sum(genuine) AS genuine, sum(bypass) AS bypass, sum(enforced) AS enforced, sum(stopped) AS stopped, min(first_at) AS first_at, max(last_at) AS last_at,
        max(CASE WHEN organisation(name) = organisation(:domain) THEN name END) AS name
    FROM called GROUP BY ip
), used AS MATERIALIZED (
    SELECT client_ip AS ip, user, at, ok FROM login WHERE client_ip IN (SELECT ip FROM sources)
), thief AS MATERIALIZED (
    -- Who took an account over, from wherever it was not used before; and who guessed at several. What else came from there, before and after, is no journey.
    SELECT u.ip
    FROM used u JOIN takeover t ON t.kind = 'account' AND t.target = u.user AND u.at BETWEEN t.starts_at - 86400 AND t.ends_at + 86400
    WHERE u.ok = 1 AND NOT (SELECT count(*) >= 3 OR coalesce(min(h.day) < local_day_number(t.starts_at) - 7, 0) FROM client_habit h
        WHERE h.account = u.user AND h.network = network(u.ip) AND h.day < local_day_number(t.starts_at) AND h.day >= local_day_number(t.starts_at) - 60)
    UNION SELECT target FROM takeover WHERE kind = 'client'
    UNION SELECT ip FROM used GROUP BY ip HAVING sum(ok = 0) >= 5 AND sum(ok = 0) > sum(ok = 1) AND count(DISTINCT CASE WHEN ok = 0 THEN user END) >= 3
), travelled AS MATERIALIZED (
    SELECT u.ip, u.at, lower(u.user) AS user FROM used u
    WHERE u.ok = 1 AND u.ip NOT IN (SELECT ip FROM thief)
        AND NOT EXISTS (SELECT 1 FROM takeover t WHERE t.kind = 'account' AND t.target = u.user AND u.at BETWEEN t.starts_at - 86400 AND t.ends_at + 86400)
), journey AS MATERIALIZED (
    -- Most of what comes from there is in the name of who logged in there: what the account is called, or has sent as by our host.
    SELECT ip FROM (SELECT ip, lower(sender) AS sender, count(*) AS n FROM seen WHERE ip IN (SELECT ip FROM travelled) GROUP BY 1, 2) e GROUP BY ip
    HAVING 2 * sum(CASE WHEN EXISTS (SELECT 1 FROM travelled t
        WHERE t.ip = e.ip AND (t.user = e.sender OR t.user || '@' || :domain = e.sender
            OR EXISTS (SELECT 1 FROM sender_day d WHERE d.kind = 'account' AND d.sender = e.sender AND lower(d.who) = t.user))) THEN n ELSE 0 END) >= sum(n)
), relayed AS MATERIALIZED (
    SELECT d.relay_ip AS ip, min(d.at) AS at FROM mail m JOIN delivery d ON d.part_id = m.part_id
    WHERE domain(m.sender) = :domain AND d.relay_ip IS NOT NULL AND d.status = (SELECT word_id FROM word WHERE word = 'sent') GROUP BY d.relay_ip
), passed AS MATERIALIZED (
    SELECT c.client_ip AS ip, count(DISTINCT organisation(domain(c.sender))) AS others FROM spf_check c
    WHERE c.result = (SELECT word_id FROM word WHERE word = 'pass') AND c.client_ip IN (SELECT ip FROM sources) AND domain(c.sender) <> :domain GROUP BY c.client_ip
), known AS MATERIALIZED (
    SELECT s.*, CASE
        WHEN EXISTS (SELECT 1 FROM own o WHERE o.kind IN ('outgoing', 'network') AND in_network(s.ip, o.value)) THEN 'our own host'
        WHEN s.ip IN (SELECT value FROM json_each(:web)) THEN 'web form: the web server of the domain'
        WHEN s.name IS NOT NULL THEN 'web form or a host of ours: ' || s.name
        WHEN EXISTS (SELECT 1 FROM relayed r WHERE near(r.ip, s.ip) AND r.at <= s.last_at) THEN 'forwarder without SRS: our mail was delivered to it'
        -- He writes some mails, and not so many that ten of them bounce.
        WHEN forged < 10 AND s.ip IN (SELECT ip FROM journey)
            AND EXISTS (SELECT 1 FROM travelled t WHERE t.ip = s.ip AND t.at BETWEEN s.first_at - 7 * 86400 AND s.last_at + 7 * 86400) THEN 'traveller: an account of ours was used from there'
        -- It left our hosts, and came from this one.
        WHEN genuine > 0 AND bypass = 0 THEN 'forwarder without SRS: mail that we sent came on by it'
        -- Anybody can have a domain that passes; three that have nothing to do with each other are customers.
        WHEN (SELECT others FROM passed p WHERE p.ip = s.ip) >= 3 THEN 'another provider''s SMTP server: it sends for others with SPF pass'
        END AS cause
    FROM sources s
)
SELECT ip, helo, sender, CASE WHEN cause = 'our own host' OR genuine + bypass > 0 THEN 'legitimate' WHEN (forged > 0 OR ip IN (SELECT ip FROM thief)) AND (cause IS NULL OR cause GLOB 'another*') THEN 'forged'
        WHEN cause IS NOT NULL THEN 'legitimate' ELSE 'unknown' END AS kind,
    coalesce(cause, CASE WHEN bypass > 0 THEN 'mail of ours came from there, as bounces show' WHEN forged > 0 THEN 'forger, as bounces show'
        WHEN ip IN (SELECT ip FROM thief) THEN 'thief: a stolen account was used from there, or several were guessed at' ELSE 'a stranger: nothing tells whether that was you' END) AS cause,
    mails, bounces, forged, enforced, stopped, first_at, last_at, helos, genuine + bypass AS genuine
FROM known ORDER BY ip;
