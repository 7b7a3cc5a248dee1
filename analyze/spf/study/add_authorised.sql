INSERT OR REPLACE INTO authorised (domain, n, term, seen, at) VALUES (:domain, :n, :term, :seen, :at);
