INSERT INTO spf_network_row (network, term, domain) VALUES (:network, :term, :domain);
