-- title: Sum
-- columns:
SELECT domain, status, policy, lookups, voids, ip4, ip6, everybody, voids_ip6, known, cut, record FROM spf_tree_sum;
