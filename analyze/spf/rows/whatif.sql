-- Who was seen to send in the name of a domain, and what its record, and the proposed one, say of him.
CREATE TEMP TABLE IF NOT EXISTS spf_whatif (domain TEXT NOT NULL, record TEXT, proposed TEXT NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS spf_source_row (
    source_id INTEGER PRIMARY KEY,
    ip TEXT NOT NULL, helo TEXT NOT NULL, sender TEXT NOT NULL,
    kind TEXT NOT NULL,         -- legitimate, forged, unknown
    cause TEXT NOT NULL,        -- who he is, as far as that shows
    mails INTEGER NOT NULL, bounces INTEGER NOT NULL, forged INTEGER NOT NULL,  -- bounces that were found to be of forged mail
    enforced INTEGER NOT NULL,  -- of these, by receivers that are known to refuse what fails
    stopped INTEGER NOT NULL,   -- mails that were refused
    first_at INTEGER, last_at INTEGER,
    helos INTEGER NOT NULL,     -- HELO names; helo is the one that was used most
    genuine INTEGER NOT NULL,   -- bounces of mail that was ours
    before TEXT, after TEXT, term TEXT
);
-- The terms of the present record, and what a suggested one keeps and adds.
CREATE TEMP TABLE IF NOT EXISTS spf_term_row (
    n INTEGER PRIMARY KEY,
    term TEXT NOT NULL,
    lookup INTEGER NOT NULL,    -- 1: it needs DNS
    -- kept; not needed: whom it lets in, terms before it do; unused: no log shows that anybody sends by it; not known: DNS must be asked; added;
    -- replaced: by the addresses that were seen, for 10 lookups
    standing TEXT NOT NULL,
    senders INTEGER NOT NULL    -- addresses that were seen to send by it
);
-- Hosts of ours that send, and nobody knows by which addresses.
CREATE TEMP TABLE IF NOT EXISTS spf_unplaced_row (host TEXT NOT NULL, mails INTEGER NOT NULL, last_at INTEGER NOT NULL);
