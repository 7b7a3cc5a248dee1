INSERT INTO spf_whatif (domain, record, proposed) VALUES (:domain, :record, :proposed);
