-- What the record comes to, in sentences.
SELECT CASE
        WHEN status = 'no record' THEN 'There is no SPF record.'
        WHEN status = 'several records' THEN 'There are several SPF records: a permanent error, none of them is evaluated.'
        WHEN status = 'permerror' THEN 'The record is broken, and nothing of it is evaluated: ' || (SELECT error FROM spf_tree_row WHERE n = 0) || '.'
        WHEN status = 'lookup failed' THEN 'The lookup of its record failed.'
        WHEN status IS NOT NULL THEN 'Its record is not known; --dns asks the DNS.' END AS says
FROM spf_tree_sum WHERE status IS NOT NULL
UNION ALL
SELECT printf('%d of 10 lookups, %d of 2 void lookups%s%s.', lookups, voids, CASE WHEN voids_ip6 THEN ' (of an IPv6 client)' ELSE '' END, CASE WHEN cut THEN ', and not all of it was looked at' ELSE '' END)
FROM spf_tree_sum WHERE status IS NULL
UNION ALL
SELECT 'The whole world may send in its name.' FROM spf_tree_sum WHERE everybody
UNION ALL
SELECT CASE WHEN policy = '-all' AND ip4 = 0 AND ip6 = 0 AND known AND NOT cut
        AND NOT EXISTS (SELECT 1 FROM spf_tree_row WHERE term LIKE '%exists:%' OR term LIKE '%ptr%' OR status IS NOT NULL) THEN 'Nobody may send in its name (-all).'
    ELSE 'Others ' || CASE policy WHEN '-all' THEN 'may not (-all).' WHEN '~all' THEN 'most likely may not (~all).'
    WHEN '?all' THEN 'may or may not: it says nothing about them (?all).' WHEN 'no-all' THEN 'may or may not: there is no all.' END END
FROM spf_tree_sum WHERE status IS NULL AND NOT everybody AND policy IN ('-all', '~all', '?all', 'no-all')
UNION ALL
SELECT 'Some answers are not known; --dns asks the DNS.' FROM spf_tree_sum WHERE status IS NULL AND NOT known;
