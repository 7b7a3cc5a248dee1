-- Mail that answers mail: bounces, delays, replies, reports. A bounce is known by its content: two copies of it in two mailboxes
-- are two arrivals of one bounce. What other people's mail systems say stands in its row and is not interned.

CREATE TABLE bounce (
    bounce_id INTEGER PRIMARY KEY,
    dated_at INTEGER,                   -- its Date; NULL: none that can be read
    fingerprint INTEGER NOT NULL,       -- hash of what its copies share: the body and the header fields that no delivery adds
    kind INTEGER NOT NULL,              -- word: failed delayed delivered relayed expanded autoreply challenge disposition feedback other
    dialect INTEGER,                    -- word
    reporting_mta TEXT,
    sender TEXT,                        -- the address in its From
    message_id TEXT,                    -- its own
    in_reply_to TEXT,
    returned INTEGER NOT NULL,          -- 1: something of the original came back
    quoted_message_id TEXT,
    quoted_queue_id TEXT,
    quoted_sender TEXT,
    quoted_from TEXT,
    quoted_subject TEXT,
    quoted_at INTEGER,
    quoted_signed TEXT                  -- domains of the DKIM signatures that came back, blanks between; '': none; NULL: no header came back
);
CREATE INDEX bounce_key ON bounce (hour_key(coalesce(dated_at, 0), fingerprint));       -- whether it is known already

CREATE TABLE arrival (
    arrival_id INTEGER PRIMARY KEY,
    bounce_id INTEGER NOT NULL,
    whole INTEGER NOT NULL,             -- hash of all of it: the same copy under another name is the same arrival
    arrived_at INTEGER NOT NULL,        -- by its topmost Received line, else its Date, else the file's time
    returned_to TEXT,                   -- the address that it came to
    return_path TEXT,                   -- '' is the null sender
    file TEXT,                          -- the name of its file in the source, where that is a folder or an archive
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX arrival_bounce_id ON arrival (bounce_id);
CREATE INDEX arrival_arrived_at ON arrival (arrived_at);                                -- reports of a range of time; what late evidence touches

CREATE TABLE bounce_recipient (
    bounce_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    final_recipient TEXT,
    original_recipient TEXT,
    action INTEGER,                     -- word
    status TEXT,
    remote_mta TEXT,
    diagnostic TEXT,
    PRIMARY KEY (bounce_id, n)
) WITHOUT ROWID;

-- Received lines, the topmost (latest) has n = 0: of the returned mail (arrival_id = 0), and of the bounce itself on its way to us.
CREATE TABLE hop (
    bounce_id INTEGER NOT NULL,
    arrival_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    helo TEXT,
    client_name TEXT,                   -- confirmed by who stamped it
    client_ip TEXT,
    stamped_by TEXT,
    stamped_by_ip TEXT,
    protocol TEXT,
    queue_id TEXT,
    recipient TEXT,
    at INTEGER,
    PRIMARY KEY (bounce_id, arrival_id, n)
) WITHOUT ROWID;

-- What a host says in the returned header of SPF, DKIM and DMARC (Authentication-Results, Received-SPF, ARC-Authentication-Results).
-- Whether that host is to be believed is concluded later.
CREATE TABLE stamp (
    bounce_id INTEGER NOT NULL,
    n INTEGER NOT NULL,
    hop INTEGER NOT NULL,               -- how many Received lines stand above it
    stamped_by TEXT,
    method INTEGER NOT NULL,            -- word: spf dkim dmarc
    result INTEGER NOT NULL,            -- word: pass fail softfail ...
    domain TEXT,                        -- whose: of smtp.mailfrom, header.d, header.from
    client_ip TEXT,
    PRIMARY KEY (bounce_id, n)
) WITHOUT ROWID;

-- The files of folders that were read, so that they are not opened again; a client that renames one leaves it what it is.
CREATE TABLE message_file (
    inode INTEGER NOT NULL,
    device INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL,
    PRIMARY KEY (inode, device)
) WITHOUT ROWID;

PRAGMA user_version = 2;
