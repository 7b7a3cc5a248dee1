-- query: Domains of senders and recipients, with what the log has of each
-- show: show
-- days: 7
-- rows: domain, own, messages:count, delivered:count, refused:count, forged:count, last:day, spf pass:count, fail:count, softfail:count, first:day
SELECT domain, own, messages, delivered, refused, forged, last_day_at, pass, fail, softfail, first_day_at, other, logins
-- count: domains:count, messages:count, forged:count
count(*) AS domains, sum(messages) AS messages, sum(forged) AS forged
-- from
FROM (
    SELECT domain, iif(domain IN (SELECT value FROM own WHERE kind = 'domain'), 'ours', NULL) AS own, sum(messages) AS messages, sum(delivered) AS delivered, sum(refused) AS refused, sum(pass) AS pass, sum(fail) AS fail,
        sum(softfail) AS softfail, sum(other) AS other, sum(logins) AS logins, sum(forged) AS forged, min(first_day) * 86400 AS first_day_at, max(last_day) * 86400 AS last_day_at
    FROM (
        SELECT d.domain, min(d.day) AS first_day, max(d.day) AS last_day, coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'message')), 0) AS messages,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'delivery') AND result = (SELECT word_id FROM word WHERE word = 'sent')), 0) AS delivered,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'rejection') AND result = (SELECT word_id FROM word WHERE word = 'reject')), 0) AS refused,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'check') AND result = (SELECT word_id FROM word WHERE word = 'pass')), 0) AS pass,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'check') AND result = (SELECT word_id FROM word WHERE word = 'fail')), 0) AS fail,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'check') AND result = (SELECT word_id FROM word WHERE word = 'softfail')), 0) AS softfail,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'check') AND result NOT IN (SELECT word_id FROM word WHERE word IN ('pass', 'fail', 'softfail'))), 0) AS other,
            coalesce(sum(n) FILTER (WHERE class = (SELECT word_id FROM word WHERE word = 'login')), 0) AS logins, 0 AS forged
        FROM daily_count d
        WHERE d.day >= local_day_number(:since) AND d.day <= local_day_number(:until - 1) AND d.domain <> ''
        GROUP BY d.domain
        UNION ALL
        SELECT coalesce(domain(t.sender), domain(a.returned_to)), local_day_number(t.arrived_at), local_day_number(t.arrived_at), 0, 0, 0, 0, 0, 0, 0, 0, 1
        FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id AND v.class = 'forged' JOIN arrival a ON a.arrival_id = t.arrival_id
        WHERE t.arrived_at >= :since AND t.arrived_at < :until
    )
    GROUP BY domain
)
WHERE true
-- order
ORDER BY forged DESC, messages + delivered + refused + pass + fail + softfail + other DESC, domain
-- free
domain
-- term domain: its name
domain
-- term own: ours, where it is
own
-- term organisation: what it belongs to
organisation(domain)
-- term tld: its last label
replace(domain, rtrim(domain, replace(domain, '.', '')), '')
-- term messages, number: from it
messages
-- term delivered, number: deliveries to it
delivered
-- term refused, number: mail from it that was refused
refused
-- term pass, number: SPF checks
pass
-- term fail, number: SPF checks
fail
-- term softfail, number: SPF checks
softfail
-- term logins, number: of accounts in it
logins
-- term forged, number: bounces of mail that others sent in its name
forged
