-- title: Perhaps yours: accounts use them, but that proves nothing
-- columns: domain, logins:count, sent as:count, strangers sent as:count
-- none: none
-- note: Their mailboxes are not here. Where one is yours: unjoe own pin domain DOMAIN
-- limit: 10
SELECT value AS domain, coalesce(sum(n) FILTER (WHERE how = 'login-name'), 0) AS logins, coalesce(sum(n) FILTER (WHERE how = 'login-sends'), 0) AS sent_as,
    coalesce(sum(n) FILTER (WHERE how = 'strangers-send'), 0) AS strangers_sent_as
FROM own_day d
WHERE NOT EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND o.value = d.value)
GROUP BY value
HAVING logins > 0 OR sent_as > 0
ORDER BY sent_as + logins DESC, domain;
