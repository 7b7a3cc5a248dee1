INSERT INTO spf_unplaced_row (host, mails, last_at) VALUES (:host, :mails, :last_at);
