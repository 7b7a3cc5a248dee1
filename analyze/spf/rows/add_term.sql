INSERT OR REPLACE INTO spf_term_row (n, term, lookup, standing, senders) VALUES (:n, :term, :lookup, :standing, :senders);
