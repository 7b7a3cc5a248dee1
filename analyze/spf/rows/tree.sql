-- A record with all that it includes and redirects to: a row for each term in the order of evaluation, the domain itself first.
CREATE TEMP TABLE IF NOT EXISTS spf_tree_row (
    n INTEGER PRIMARY KEY,
    parent INTEGER,             -- the n of the include or redirect that it is below
    depth INTEGER NOT NULL,
    domain TEXT,                -- in whose record it stands
    term TEXT,                  -- NULL: the domain itself
    name TEXT,                  -- that is looked up; NULL: none, or it depends on the mail
    record TEXT,                -- of an include or redirect: the record there
    status TEXT,                -- the same: what is wrong with it, NULL for nothing
    error TEXT, error_place INTEGER, error_length INTEGER,      -- of a record that is broken
    lookup INTEGER,             -- the how manieth lookup it is; NULL: it needs none
    lookups INTEGER NOT NULL,   -- with all below it
    voids INTEGER NOT NULL, voids_so_far INTEGER NOT NULL,
    known INTEGER NOT NULL,     -- 0: an answer is not known
    ip4 INTEGER, ip6 REAL       -- addresses that pass by it, with all below it
);
CREATE TEMP TABLE IF NOT EXISTS spf_tree_sum (
    domain TEXT NOT NULL,
    status TEXT,                -- as above, of the domain's own record
    record TEXT,
    policy TEXT NOT NULL,
    lookups INTEGER NOT NULL, voids INTEGER NOT NULL,
    ip4 INTEGER NOT NULL, ip6 REAL NOT NULL, everybody INTEGER NOT NULL,
    voids_ip6 INTEGER NOT NULL, -- 1: the voids are those of an IPv6 client
    known INTEGER NOT NULL, cut INTEGER NOT NULL        -- 1: not all of it was looked at
);
CREATE TEMP TABLE IF NOT EXISTS spf_network_row (
    n INTEGER PRIMARY KEY,
    network TEXT NOT NULL,
    term TEXT NOT NULL, domain TEXT NOT NULL    -- by which it passes
);
