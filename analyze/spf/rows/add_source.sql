INSERT INTO spf_source_row (source_id, ip, helo, sender, kind, cause, mails, bounces, forged, enforced, stopped, first_at, last_at, helos, genuine)
VALUES (:source_id, :ip, :helo, :sender, :kind, :cause, :mails, :bounces, :forged, :enforced, :stopped, :first_at, :last_at, :helos, :genuine);
