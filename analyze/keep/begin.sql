-- What is to be pruned in a step, and how much of it there is in all.
PRAGMA secure_delete = ON;
CREATE TEMP TABLE prune_limit (bounces_before INTEGER, log_from INTEGER, log_before INTEGER);
CREATE TEMP TABLE doomed_bounce (bounce_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE doomed_mail (part_id INTEGER PRIMARY KEY);
CREATE TEMP TABLE held_span (from_at INTEGER, to_at INTEGER);
CREATE TEMP TABLE pruning (rank INTEGER PRIMARY KEY, what TEXT, n INTEGER);
CREATE TEMP TABLE erasing (what TEXT, alias TEXT);
CREATE TEMP TABLE mentioning (name TEXT, id INTEGER, PRIMARY KEY (name, id)) WITHOUT ROWID;
