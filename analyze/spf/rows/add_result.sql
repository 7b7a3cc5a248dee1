INSERT INTO spf_result_row (n, id, result, domain, term, explanation, reason, lookups, voids)
VALUES (:n, :id, :result, :domain, :term, :explanation, :reason, :lookups, :voids);
