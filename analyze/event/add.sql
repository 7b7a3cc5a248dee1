INSERT INTO event (at, domain, text, noted_at) VALUES (:at, :domain, :text, :now);
