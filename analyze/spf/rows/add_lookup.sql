INSERT INTO spf_lookup_row (check_id, n, name, type, status, ttl, received_at, answer, domain, term)
VALUES (:check_id, :n, :name, :type, :status, :ttl, :received_at, :answer, :domain, :term);
