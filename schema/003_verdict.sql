-- What is concluded: all of it but "pin" can be made again from the evidence (unjoe rebuild).

-- What the postmaster said is so: domain, network, outgoing, host, complete (our logs are all of that domain's outgoing mail).
CREATE TABLE pin (
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    pinned_at INTEGER NOT NULL,
    configured INTEGER NOT NULL DEFAULT 0,      -- 1: the configuration says so
    PRIMARY KEY (kind, value)
) WITHOUT ROWID;

-- What is ours, and how we know: one row a reason.
CREATE TABLE own_fact (
    kind TEXT NOT NULL,                 -- domain, network, outgoing, host
    value TEXT NOT NULL,                -- lower case; a network as address/length; the name of a host
    how TEXT NOT NULL,                  -- the reason's name
    n INTEGER NOT NULL,                 -- lines that say so
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (kind, value, how)
) WITHOUT ROWID;

-- An account or a client of ours in a stranger's hands, from the log alone.
CREATE TABLE takeover (
    takeover_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,                 -- account, client
    target TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    recipients INTEGER NOT NULL,
    reasons TEXT NOT NULL               -- JSON array of signal names
);
CREATE INDEX takeover_target ON takeover (target);

-- The way of a bounce: who brought it to us, who took the original over from whom. Ends of chains of hop.
CREATE TABLE trace (
    bounce_id INTEGER PRIMARY KEY,
    arrival_id INTEGER NOT NULL,        -- the first of its arrivals
    arrived_at INTEGER NOT NULL,
    arrival_part_id INTEGER,            -- the message of our log that it arrived as
    own_hops INTEGER NOT NULL,          -- Received lines of that arrival, from the top, that our own hosts wrote
    delivered_by_name TEXT,
    delivered_by_ip TEXT,
    bouncer TEXT,                       -- organisation that bounced: by its Reporting-MTA or its topmost line, else by who delivered it
    handed_n INTEGER,                   -- hop at which that organisation took the original over
    handed_at INTEGER,
    handed_ip TEXT,
    handed_helo TEXT,
    handed_name TEXT,
    handed_ours INTEGER,                -- 1: that address is ours, 2: its confirmed name is, 3: anybody may have it (127.0.0.1 in a laboratory on one machine), 0: else
    origin_ip TEXT,
    sender TEXT,                        -- of the original, in its own form (original_address)
    stranger INTEGER NOT NULL DEFAULT 0,        -- 1: a stranger handed it over, and no message of ours fits
    stamped_at INTEGER                  -- of the topmost line that came back: the bouncing organisation's clock
);
CREATE INDEX trace_handed_ip ON trace (handed_ip, stranger, sender) WHERE handed_ip IS NOT NULL;        -- many-senders, forgers
CREATE INDEX trace_named ON trace (handed_ip) WHERE handed_ours = 2;                                     -- origin-named-ours at second hand
CREATE INDEX trace_arrived_at ON trace (arrived_at);    -- reports of a range of time
CREATE INDEX trace_arrival_part_id ON trace (arrival_part_id) WHERE arrival_part_id IS NOT NULL;       -- show: the message that a bounce came as

-- The hosts that sent mail out, by day (counted from 1970): whose log must be there before a mail is said never to have been sent.
CREATE TABLE sending (
    host INTEGER NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (host, day)
) WITHOUT ROWID;

-- The messages of ours that a bounce may answer.
CREATE TABLE fit (
    bounce_id INTEGER NOT NULL,
    part_id INTEGER NOT NULL,           -- as it went out
    origin_part_id INTEGER NOT NULL,    -- as it came into our hosts, or was made there: the same but behind a filter or another host
    birth TEXT NOT NULL,                -- how that was: login, local, network (from our own), notice, foreign (a stranger brought it), unknown
    by TEXT NOT NULL,                   -- what tells so: message-id, queue-id, verp, recipient
    recipient TEXT,                     -- of the bounce, that this message was sent to
    delivery_id INTEGER,                -- that delivery: the last one
    PRIMARY KEY (bounce_id, part_id)
) WITHOUT ROWID;
CREATE INDEX fit_part_id ON fit (part_id, recipient);   -- replayed

-- Bounces of mail that is ours beyond doubt and came back with its header: whether our domain had signed it (we-always-sign).
CREATE TABLE proven (
    bounce_id INTEGER PRIMARY KEY,
    domain TEXT NOT NULL,
    signed INTEGER NOT NULL
);
CREATE INDEX proven_domain ON proven (domain, signed);

-- The domains whose mail is always signed, as far as those show.
CREATE TABLE signer (
    domain TEXT PRIMARY KEY
) WITHOUT ROWID;

-- Addresses whose confirmed name lies in a domain of ours, by whom says so: one organisation, or 2 for more.
CREATE TABLE named_ip (
    ip TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    bouncers INTEGER NOT NULL
) WITHOUT ROWID;

-- How many of our addresses an origin forged, counted up to ten (many-senders).
CREATE TABLE forger_count (
    ip TEXT PRIMARY KEY,
    senders INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE signal (
    bounce_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    detail TEXT,
    source_id INTEGER,                  -- the line that it rests on
    position INTEGER,
    PRIMARY KEY (bounce_id, name)
) WITHOUT ROWID;

CREATE TABLE verdict (
    bounce_id INTEGER PRIMARY KEY,
    class TEXT NOT NULL,                -- forged genuine compromised bypass unverifiable not_a_bounce
    strength TEXT,                      -- proof strong weak
    reasons TEXT NOT NULL,              -- JSON array of signal names
    missing TEXT,                       -- what would decide it
    account TEXT,
    client_ip TEXT,
    original_part_id INTEGER
);
CREATE INDEX verdict_original_part_id ON verdict (original_part_id) WHERE original_part_id IS NOT NULL;        -- show: the bounces that answer a message

-- Mail from <>, judged from the log alone. Accepted mail has a part_id, refused a rejection_id.
CREATE TABLE null_judged (
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    part_id INTEGER,
    rejection_id INTEGER,
    client_ip TEXT,
    recipient TEXT,
    accepted INTEGER NOT NULL,
    class TEXT NOT NULL,                -- forged unverifiable not_a_bounce
    strength TEXT,
    reason TEXT NOT NULL,               -- analyze/30_null_mail.sql tells them
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX null_judged_at ON null_judged (at);

-- What own_fact is concluded from: lines counted by day (of domains) ...
CREATE TABLE own_day (
    how TEXT NOT NULL,
    value TEXT NOT NULL,
    day INTEGER NOT NULL,               -- as in daily_count
    n INTEGER NOT NULL,
    PRIMARY KEY (how, value, day)
) WITHOUT ROWID;
CREATE INDEX own_day_day ON own_day (day);
-- Domains that are counted so: what our hosts deliver, what accounts use.
CREATE TABLE own_candidate (
    domain TEXT PRIMARY KEY
) WITHOUT ROWID;

-- ... and by what else they say. A message that lies in parts is counted under its key, so that it can be taken back when another part is read.
CREATE TABLE own_seen (
    how TEXT NOT NULL,
    value TEXT NOT NULL,
    part TEXT NOT NULL,
    message_key TEXT NOT NULL,          -- '': of messages that are whole
    n INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (how, value, part, message_key)
) WITHOUT ROWID;
CREATE INDEX own_seen_message_key ON own_seen (message_key) WHERE message_key <> '';

-- What each account, each client of ours without login and this host itself sent in a day, by envelope sender.
CREATE TABLE sender_day (
    kind TEXT NOT NULL,                 -- account, client, host; filtered: what bounced behind a content filter
    who TEXT NOT NULL,                  -- its name, its IP address, ''; the sender
    day INTEGER NOT NULL,
    sender TEXT NOT NULL,               -- lower case
    message_key TEXT NOT NULL,
    messages INTEGER NOT NULL,
    recipients INTEGER NOT NULL,
    bounced INTEGER NOT NULL,
    PRIMARY KEY (kind, who, day, sender, message_key)
) WITHOUT ROWID;
CREATE INDEX sender_day_sender ON sender_day (sender, day);                             -- whether an address sent anything
CREATE INDEX sender_day_message_key ON sender_day (message_key) WHERE message_key <> '';

-- Failed logins of an account in a day, from anywhere.
CREATE TABLE guess_day (
    account TEXT NOT NULL,
    day INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (account, day)
) WITHOUT ROWID;

-- From where an account was used in a day (logins of any kind): kept of accounts that were taken over.
CREATE TABLE client_day (
    account TEXT NOT NULL,
    network TEXT NOT NULL,              -- network() of the client
    day INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (account, network, day)
) WITHOUT ROWID;

-- The days of a takeover.
CREATE TABLE takeover_day (
    kind TEXT NOT NULL,
    who TEXT NOT NULL,
    day INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    messages INTEGER NOT NULL,
    recipients INTEGER NOT NULL,
    reasons TEXT NOT NULL,              -- names, blanks between
    PRIMARY KEY (kind, who, day)
) WITHOUT ROWID;

-- The streams that this was concluded from, as they were then.
CREATE TABLE analyzed (
    source_id INTEGER NOT NULL,
    host INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    PRIMARY KEY (source_id, host)
) WITHOUT ROWID;

PRAGMA user_version = 3;
