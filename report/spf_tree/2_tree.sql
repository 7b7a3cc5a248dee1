-- title: Tree
-- columns: term, lookup:raw, void:raw, IPv4:raw, IPv6:raw, :long
SELECT CASE WHEN term IS NULL THEN domain ELSE printf('%*s%s', 2 * depth, '', term) END AS text,
    CASE WHEN lookup IS NULL THEN '' ELSE lookup END AS number,
    CASE WHEN voids = 0 OR n = 0 THEN '' ELSE voids END AS void,
    CASE WHEN coalesce(ip4, 0) = 0 THEN '' ELSE printf('%,d', ip4) END AS v4,
    CASE WHEN coalesce(ip6, 0) = 0 THEN '' WHEN ip6 >= 18446744073709551616.0 THEN printf('%,d /64', ip6 / 18446744073709551616.0)
        WHEN ip6 > 1e12 THEN printf('%.1e', ip6) ELSE printf('%,d', ip6) END AS v6,
    trim(CASE WHEN lookup = 11 THEN 'here it breaks: the 11th lookup. ' ELSE '' END
        || CASE WHEN voids > 0 AND voids_so_far > 2 AND voids_so_far - voids <= 2 THEN 'here it breaks: the 3rd void lookup. ' ELSE '' END
        || CASE WHEN status = 'permerror' THEN 'here it breaks: ' || error WHEN status IN ('no record', 'several records', 'loop') AND depth > 0 THEN 'here it breaks: ' || status
            WHEN status IS NOT NULL THEN status
            WHEN known = 0 THEN 'not known' ELSE '' END) AS says,
    n, parent, depth, domain, term, name, lookup, lookups, voids, voids_so_far, known, status, error, error_place, error_length, ip4, ip6, record
FROM spf_tree_row ORDER BY n;
