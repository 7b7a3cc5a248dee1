-- What was looked at, and what was found in it.
CREATE TEMP TABLE IF NOT EXISTS spf_subject_row (
    subject_id INTEGER PRIMARY KEY,
    name TEXT,                  -- domain, "line 7"; NULL: a record alone
    helo INTEGER NOT NULL,      -- 1: the name of a host
    record TEXT,                -- NULL: there is none
    corrected TEXT,             -- with all corrections; NULL: nothing can be corrected without asking
    sound INTEGER NOT NULL,     -- 1: what is corrected, or else the record, has no error
    known INTEGER NOT NULL,     -- 0: whether it has a record is not known
    missing TEXT,               -- what else is not known, so that some findings may be missing: "MX a.example, A b.example"
    left_out INTEGER NOT NULL   -- findings that are not told
);
CREATE TEMP TABLE IF NOT EXISTS spf_finding_row (
    finding_id INTEGER PRIMARY KEY,
    subject_id INTEGER NOT NULL,
    severity TEXT NOT NULL,     -- error, warning, note
    name TEXT NOT NULL,
    place INTEGER, length INTEGER,      -- in the record, in bytes; NULL: it is about all of it
    term TEXT,                  -- these bytes
    detail TEXT,
    why TEXT NOT NULL,
    corrected TEXT              -- the record with this corrected, and what had to be before it
);
CREATE INDEX IF NOT EXISTS temp.spf_finding_subject ON spf_finding_row (subject_id);
-- What is going to be looked at.
CREATE TEMP TABLE IF NOT EXISTS spf_candidate (
    n INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    wanted INTEGER NOT NULL,    -- 1: that it has no record is a finding
    helo INTEGER NOT NULL       -- 1: it may be a HELO name only
);
