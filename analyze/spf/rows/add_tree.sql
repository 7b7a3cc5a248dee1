INSERT INTO spf_tree_row (n, parent, depth, domain, term, name, record, status, error, error_place, error_length, lookup, lookups, voids, voids_so_far, known, ip4, ip6)
VALUES (:n, :parent, :depth, :domain, :term, :name, :record, :status, :error, :error_place, :error_length, :lookup, :lookups, :voids, :voids_so_far, :known, :ip4, :ip6);
