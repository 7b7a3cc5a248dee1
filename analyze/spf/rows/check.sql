-- Checks, the records on the way to the term that decided, and every question to DNS: in the order in which they came.
CREATE TEMP TABLE IF NOT EXISTS spf_check_row (
    check_id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL,     -- mailfrom, helo
    ip TEXT, helo TEXT, sender TEXT,
    domain TEXT,                -- whose policy it is
    result TEXT NOT NULL,
    term TEXT,                  -- that decided, or that an error came of; NULL: none
    shared TEXT,                -- the domain of an include in other hands by which it was reached
    explanation TEXT,           -- of a fail, from exp=
    reason TEXT,                -- of an error
    missing TEXT,               -- the question whose answer is not known
    lookups INTEGER NOT NULL, voids INTEGER NOT NULL,
    placeholder INTEGER NOT NULL,       -- 1: names were looked up with "unjoe" for the local part
    replayable INTEGER NOT NULL         -- 0: the explanation is another at another time or elsewhere
);
CREATE TEMP TABLE IF NOT EXISTS spf_step_row (
    check_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    how TEXT NOT NULL,          -- record, include, redirect
    domain TEXT, record TEXT, term TEXT,
    place INTEGER, length INTEGER,      -- of the term, in bytes
    PRIMARY KEY (check_id, n)
);
CREATE TEMP TABLE IF NOT EXISTS spf_lookup_row (
    check_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    name TEXT, type TEXT NOT NULL, status TEXT NOT NULL,
    ttl INTEGER, received_at INTEGER,   -- NULL: given in a file
    answer TEXT,
    domain TEXT, term TEXT,     -- for which term of whose record; NULL: for the first record
    PRIMARY KEY (check_id, n)
);
