-- query: Clients of our mail servers and origins of forged mail, with what is known of each address
-- show: show
-- days: 1
-- rows: ip, name, forging:count, messages:count, refused:count, last:minute, logins:count, failed:count, spf pass:count, fail:count, softfail:count
SELECT ip, name, forging, messages, refused, last_at, logins, failed, pass, fail, softfail, first_at, domains
-- count: addresses:count, messages:count, refused:count, fail:count, forging:count
count(*) AS addresses, sum(messages) AS messages, sum(refused) AS refused, sum(fail) AS fail, sum(forging) AS forging
-- from
FROM (
    -- Each table by itself first: what is sorted is narrow, and what is put together are few rows.
    SELECT ip, max(name) AS name, sum(messages) AS messages, sum(refused) AS refused, sum(pass) AS pass, sum(fail) AS fail, sum(softfail) AS softfail, sum(logins) AS logins, sum(failed) AS failed,
        sum(forging) AS forging, min(first_at) AS first_at, max(last_at) AS last_at, max(domains) AS domains
    FROM (
        SELECT client_ip AS ip, max(client_name) AS name, count(*) AS messages, 0 AS refused, 0 AS pass, 0 AS fail, 0 AS softfail, 0 AS logins, 0 AS failed, 0 AS forging,
            min(first_at) AS first_at, max(first_at) AS last_at, NULL AS domains
        FROM mail WHERE first_at >= :since AND first_at < :until AND client_ip IS NOT NULL AND (:network IS NULL OR in_network(client_ip, :network)) GROUP BY client_ip
        UNION ALL SELECT client_ip, max(client_name), 0, count(*) FILTER (WHERE action = (SELECT word_id FROM word WHERE word = 'reject')), 0, 0, 0, 0, 0, 0, min(at), max(at), NULL
        FROM rejection WHERE at >= :since AND at < :until AND client_ip IS NOT NULL AND (:network IS NULL OR in_network(client_ip, :network)) GROUP BY client_ip
        UNION ALL SELECT client_ip, NULL, 0, 0, count(*) FILTER (WHERE result = (SELECT word_id FROM word WHERE word = 'pass')), count(*) FILTER (WHERE result = (SELECT word_id FROM word WHERE word = 'fail')),
            count(*) FILTER (WHERE result = (SELECT word_id FROM word WHERE word = 'softfail')), 0, 0, 0, min(at), max(at), NULL
        FROM spf_check WHERE at >= :since AND at < :until AND client_ip IS NOT NULL AND (:network IS NULL OR in_network(client_ip, :network)) GROUP BY client_ip
        UNION ALL SELECT client_ip, max(client_name), 0, 0, 0, 0, 0, sum(ok), sum(NOT ok), 0, min(at), max(at), NULL
        FROM login WHERE at >= :since AND at < :until AND client_ip IS NOT NULL AND (:network IS NULL OR in_network(client_ip, :network)) GROUP BY client_ip
        UNION ALL SELECT t.handed_ip, max(t.handed_name), 0, 0, 0, 0, 0, 0, 0, count(*), min(t.arrived_at), max(t.arrived_at), group_concat(DISTINCT domain(t.sender))
        FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id WHERE t.arrived_at >= :since AND t.arrived_at < :until AND t.handed_ip IS NOT NULL AND v.class = 'forged' AND (:network IS NULL OR in_network(t.handed_ip, :network)) GROUP BY t.handed_ip
    )
    GROUP BY ip
)
WHERE true
-- order
ORDER BY forging DESC, messages + refused + pass + fail + softfail + logins + failed DESC, ip
-- free
ip || ' ' || coalesce(name, '')
-- term ip, network: the address
ip
-- term name: its confirmed name
name
-- term network: its /24 or /64
network(ip)
-- term organisation: of its name
organisation(name)
-- term forging, number: bounces of forged mail that it handed over
forging
-- term domain, pattern: of ours, that it forged
',' || domains || ',' LIKE '%,' || :value || ',%' ESCAPE '\'
-- term messages, number: taken from it
messages
-- term refused, number: refused from it
refused
-- term pass, number: SPF checks
pass
-- term fail, number: SPF checks
fail
-- term softfail, number: SPF checks
softfail
-- term logins, number: that succeeded
logins
-- term failed, number: logins that failed
failed
