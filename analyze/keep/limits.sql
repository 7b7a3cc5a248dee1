-- Parameters of analyze/keep/doomed.sql.
INSERT INTO prune_limit (bounces_before, log_before) VALUES (:bounces_before, :log_before);
