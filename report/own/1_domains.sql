-- title: Domains: I believe these are yours
-- columns: domain, verdicts, until, because:prose
-- none: none that the log tells
-- note: Verdicts are at most strong until you pin a domain as complete (all its outgoing mail is in these logs): unjoe own pin complete DOMAIN
-- limit: 30
WITH words(how, place, meaning) AS (
    VALUES ('mailbox-here', 1, 'deliveries to mailboxes here'), ('delivered-here', 2, 'deliveries by a mailbox server here'),
        ('forwarded-here', 3, 'deliveries to what an address in it is an alias for'), ('login-name', 4, 'logins of accounts named in it'),
        ('login-sends', 5, 'messages sent as it after login'), ('relayed-for', 6, 'strangers'' messages passed on to it: a second MX or a gateway')
), said AS (
    SELECT o.value, o.first_at, o.last_at, o.n, o.pinned,
        CASE WHEN o.pinned THEN 0 ELSE coalesce(w.place, 9) END AS place, CASE WHEN o.pinned THEN o.how ELSE printf('%s: %,d', coalesce(w.meaning, o.how), o.n) END AS why
    FROM own o LEFT JOIN words w ON w.how = o.how
    WHERE o.kind = 'domain'
    ORDER BY o.value, place
)
SELECT value AS domain, CASE WHEN EXISTS (SELECT 1 FROM pin p WHERE p.kind = 'complete' AND p.value = s.value) THEN 'up to proof' ELSE 'strong at most' END AS verdicts,
    date(max(CASE WHEN NOT pinned THEN last_at END), 'unixepoch') AS until_day, group_concat(why, '; ') AS because, min(CASE WHEN NOT pinned THEN first_at END) AS first_at, sum(n) AS lines
FROM said s
GROUP BY value
ORDER BY max(n) DESC, value;
