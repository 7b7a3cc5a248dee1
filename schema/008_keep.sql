-- What prune leaves behind of what it has taken, so that it does not come back, is not counted twice, and leads to no other conclusions.

-- Bounces whose log was pruned: their verdicts stay as they were drawn, in a rebuild, too.
CREATE TABLE frozen_bounce (
    bounce_id INTEGER PRIMARY KEY
);

-- Fingerprints of bounces that were pruned: a copy of such a one that is read later is none.
CREATE TABLE pruned_bounce (
    fingerprint INTEGER PRIMARY KEY
);

-- How far the log of a host was pruned: what is older, and is read later, was counted then.
CREATE TABLE pruned_host (
    host INTEGER PRIMARY KEY,           -- word
    until_at INTEGER NOT NULL
);

-- What the bounces of pruned days were.
CREATE TABLE pruned_day (
    day INTEGER NOT NULL,               -- of the local calendar, as in daily_count
    domain TEXT NOT NULL,               -- to which they came
    kind INTEGER NOT NULL,              -- word
    class TEXT NOT NULL,                -- of the verdict
    n INTEGER NOT NULL,
    PRIMARY KEY (day, domain, kind, class)
) WITHOUT ROWID;

PRAGMA user_version = 8;
