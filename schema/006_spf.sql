-- What SPF said, evaluated again; what the records of sender domains say, and since when.

-- One client in the name of one domain on one day (UTC), whatever the number of checks and bounces.
CREATE TABLE evaluation (
    evaluation_id INTEGER PRIMARY KEY,
    day INTEGER NOT NULL,               -- since 1970-01-01
    domain TEXT NOT NULL,               -- of the sender, else the HELO name; lower case
    ip TEXT NOT NULL,
    helo TEXT NOT NULL,                 -- '': not known
    identity TEXT NOT NULL,             -- mailfrom, helo
    sender TEXT NOT NULL,               -- one of that day; '': the HELO name was checked
    at INTEGER NOT NULL,                -- the first of them: "then"
    checks INTEGER NOT NULL DEFAULT 0,
    bounces INTEGER NOT NULL DEFAULT 0,
    accepted INTEGER NOT NULL DEFAULT 0,        -- of the checks
    logged TEXT,                        -- results, commas between where programs disagree; NULL: nobody tells
    program TEXT,                       -- whose results
    then_result TEXT, then_record TEXT, -- NULL: not evaluated yet; the record of the domain then
    now_result TEXT, now_record TEXT,
    mechanism TEXT, shared TEXT, explanation TEXT, reason TEXT,         -- of now
    local_part INTEGER,                 -- 1: depends on the local part, for which a placeholder stands
    evaluated_at INTEGER,               -- of now
    UNIQUE (day, domain, ip, helo, identity)
);
CREATE INDEX evaluation_domain ON evaluation (domain, day);
CREATE INDEX evaluation_due ON evaluation (at) WHERE now_result IS NULL OR now_result IN ('no-evidence', 'temperror');

-- A run of it.
CREATE TABLE recheck_run (
    at INTEGER PRIMARY KEY,
    evaluated INTEGER NOT NULL,
    without INTEGER NOT NULL,           -- for lack of answers
    down INTEGER NOT NULL               -- 1: the resolver did not answer
);

-- What the record of a sender domain says: a row each time it says something else.
CREATE TABLE policy (
    domain TEXT NOT NULL,
    from_at INTEGER NOT NULL,           -- seen first so; 0: given, at all times
    seen_at INTEGER NOT NULL,           -- and last
    policy TEXT NOT NULL,               -- behind redirects: -all ~all ?all +all no-all none permerror temperror
    bare INTEGER NOT NULL,              -- 1: nothing but the all
    record TEXT,
    through TEXT,                       -- where the last redirect led
    lookups INTEGER NOT NULL,           -- terms of the record itself that need DNS
    findings TEXT NOT NULL,             -- JSON array of names (unjoe spf lint), of what can be told without DNS
    slip TEXT, slip_term TEXT, slip_place INTEGER,      -- the first of the errors
    corrected TEXT,
    dmarc TEXT,                         -- none quarantine reject; NULL: no record
    PRIMARY KEY (domain, from_at)
) WITHOUT ROWID;

-- How many sender domains of a week said what.
CREATE TABLE adoption_week (
    week INTEGER NOT NULL,              -- its first day, since 1970-01-01
    policy TEXT NOT NULL,
    bare INTEGER NOT NULL,
    domains INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    PRIMARY KEY (week, policy, bare)
) WITHOUT ROWID;

-- The terms of the records of our own domains, and who was seen to send by them.
CREATE TABLE authorised (
    domain TEXT NOT NULL,
    n INTEGER NOT NULL,
    term TEXT NOT NULL,
    seen INTEGER NOT NULL,              -- addresses that were seen to send by it
    at INTEGER NOT NULL,                -- of what DNS said
    PRIMARY KEY (domain, n)
) WITHOUT ROWID;

PRAGMA user_version = 6;
