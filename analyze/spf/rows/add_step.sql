INSERT INTO spf_step_row (check_id, n, how, domain, record, term, place, length) VALUES (:check_id, :n, :how, :domain, :record, :term, :place, :length);
