-- query: Clients of our mail servers and origins of forged mail, with what is known of each address
-- show: show
-- days: 1
-- rows: ip, name, forging:count, messages:count, refused:count, last:minute, logins:count, failed:count, spf pass:count, fail:count, softfail:count
SELECT ip, name, forging, messages, refused, last_at, logins, failed, pass, fail, softfail, first_at, domains
-- count: addresses:count, messages:count, refused:count, fail:count, forging:count
count(*) AS addresses, sum(messages) AS messages, sum(refused) AS refused, sum(fail) AS fail, sum(forging) AS forging
-- from
FROM (
    SELECT ip, max(name) AS name, count(CASE what WHEN 'message' THEN 1 END) AS messages, count(CASE what WHEN 'reject' THEN 1 END) AS refused, count(CASE what WHEN 'pass' THEN 1 END) AS pass,
        count(CASE what WHEN 'fail' THEN 1 END) AS fail, count(CASE what WHEN 'softfail' THEN 1 END) AS softfail, count(CASE what WHEN 'login' THEN 1 END) AS logins, count(CASE what WHEN 'failed' THEN 1 END) AS failed,
        count(CASE what WHEN 'forging' THEN 1 END) AS forging, min(at) AS first_at, max(at) AS last_at, group_concat(DISTINCT forged) AS domains
    FROM (
        SELECT client_ip AS ip, client_name AS name, first_at AS at, 'message' AS what, NULL AS forged FROM mail WHERE first_at >= :since AND first_at < :until AND client_ip IS NOT NULL
        UNION ALL SELECT client_ip, client_name, at, (SELECT word FROM word WHERE word_id = action), NULL FROM rejection WHERE at >= :since AND at < :until AND client_ip IS NOT NULL
        UNION ALL SELECT client_ip, NULL, at, (SELECT word FROM word WHERE word_id = result), NULL FROM spf_check WHERE at >= :since AND at < :until AND client_ip IS NOT NULL
        UNION ALL SELECT client_ip, client_name, at, iif(ok, 'login', 'failed'), NULL FROM login WHERE at >= :since AND at < :until AND client_ip IS NOT NULL
        UNION ALL SELECT t.handed_ip, t.handed_name, t.arrived_at, 'forging', domain(t.sender) FROM trace t JOIN verdict v ON v.bounce_id = t.bounce_id
            WHERE t.arrived_at >= :since AND t.arrived_at < :until AND t.handed_ip IS NOT NULL AND v.class = 'forged'
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
