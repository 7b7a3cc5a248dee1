-- Parameters of analyze/keep/doomed.sql: what is older goes. The log from before log_from went in the step before.
INSERT INTO prune_limit (bounces_before, log_from, log_before) VALUES (:bounces_before, :log_from, :log_before);
