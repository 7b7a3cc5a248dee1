INSERT INTO spf_tree_sum (domain, status, record, policy, lookups, voids, ip4, ip6, everybody, voids_ip6, known, cut)
VALUES (:domain, :status, :record, :policy, :lookups, :voids, :ip4, :ip6, :everybody, :voids_ip6, :known, :cut);
