INSERT INTO spf_check_row (check_id, identity, ip, helo, sender, domain, result, term, shared, explanation, reason, missing, lookups, voids, placeholder, replayable)
VALUES (:check_id, :identity, :ip, :helo, :sender, :domain, :result, :term, :shared, :explanation, :reason, :missing, :lookups, :voids, :placeholder, :replayable);
