-- What is to be pruned, and how much of it there is.
PRAGMA secure_delete = ON;
CREATE TEMP TABLE prune_limit (bounces_before INTEGER, log_before INTEGER);
CREATE TEMP TABLE doomed_bounce (bounce_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE doomed_mail (part_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE held_span (from_at INTEGER, to_at INTEGER);
CREATE TEMP TABLE pruning (rank INTEGER PRIMARY KEY, what TEXT, n INTEGER);
CREATE TEMP TABLE erasing (what TEXT, alias TEXT);
