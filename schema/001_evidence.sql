-- What was read. Times are UTC seconds; order within a second is (at, source_id, position).
-- Text that repeats by its nature (hosts, programs, results) is a word; text that a stranger chooses stands in its row.

-- What the database knows of itself.
CREATE TABLE setting (
    name TEXT PRIMARY KEY,
    value TEXT
) WITHOUT ROWID;

CREATE TABLE word (
    word_id INTEGER PRIMARY KEY,
    word TEXT NOT NULL UNIQUE
);

-- One stream of content, under whatever name it was last seen. Or what holds messages that are each known by themselves (a folder, an
-- archive, standard input): then there is no head, and no position.
CREATE TABLE source (
    source_id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL DEFAULT 'log',   -- log, journal, mail, maildir, folder, archive
    path TEXT NOT NULL,                 -- last seen as; - is standard input
    head_length INTEGER NOT NULL,       -- bytes under head_hash, 4096 when there are as many
    head_hash INTEGER NOT NULL,
    blocks BLOB,                        -- eight bytes of hash for each full MiB read
    tail_hash INTEGER,                  -- of the bytes behind the last full MiB, up to position
    position INTEGER NOT NULL,          -- bytes of content read and committed
    device INTEGER, inode INTEGER, size INTEGER, modified_ns INTEGER,   -- of the file, when it was last read to its end
    journal_id TEXT,                    -- s= of the journal's cursor
    journal_first INTEGER, journal_last INTEGER,        -- i= of it
    lines INTEGER NOT NULL DEFAULT 0,   -- or messages
    unread INTEGER NOT NULL DEFAULT 0,
    first_at INTEGER, last_at INTEGER,
    read_at INTEGER NOT NULL
);

-- Whose lines a source holds, and its longest silence, by which a gap between two sources is judged.
CREATE TABLE source_host (
    source_id INTEGER NOT NULL,
    host INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    lines INTEGER NOT NULL,
    silence INTEGER NOT NULL,
    PRIMARY KEY (source_id, host)
) WITHOUT ROWID;

-- What of a stream was read since streams were last put together: a killed run leaves it to the next.
CREATE TABLE seam (
    source_id INTEGER NOT NULL,
    host INTEGER NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    PRIMARY KEY (source_id, host)
) WITHOUT ROWID;

-- What one stream shows of one message between its queue file's making and its removal. Parts that lie in
-- different streams are joined by the queue id's order of births and ends; "joined" is then the first part of all.
CREATE TABLE mail (
    part_id INTEGER PRIMARY KEY,
    joined INTEGER,
    host INTEGER NOT NULL,
    instance INTEGER,
    queue_id TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    birth INTEGER,                      -- word: client, login, pickup, notice, internal; NULL: it began before this stream
    ended INTEGER NOT NULL DEFAULT 0,   -- 1: the queue file was removed
    hop INTEGER,                        -- 1: came back from a content filter
    client_name TEXT,
    client_ip TEXT,
    sasl_user TEXT,
    message_id TEXT,
    sender TEXT,
    size INTEGER,
    nrcpt INTEGER,
    sent INTEGER NOT NULL DEFAULT 0,    -- deliveries by status
    bounced INTEGER NOT NULL DEFAULT 0,
    deferred INTEGER NOT NULL DEFAULT 0,
    remote INTEGER NOT NULL DEFAULT 0,  -- deliveries tried at other hosts
    expired INTEGER NOT NULL DEFAULT 0,
    rejected INTEGER NOT NULL DEFAULT 0,        -- 1: refused or discarded after its queue file was made
    origin_queue_id TEXT,               -- orig_queue_id and orig_client, as a filter handed them on
    origin_client_name TEXT,
    origin_client_ip TEXT,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);
-- Parts that may go on in another stream: few, and looked up while reading.
CREATE INDEX mail_open ON mail (queue_id) WHERE birth IS NULL OR ended = 0;
CREATE INDEX mail_joined ON mail (joined) WHERE joined IS NOT NULL;

CREATE TABLE delivery (
    delivery_id INTEGER PRIMARY KEY,
    part_id INTEGER NOT NULL,
    at INTEGER NOT NULL,
    program INTEGER NOT NULL,
    recipient TEXT,
    orig_to TEXT,
    relay_host TEXT,
    relay_ip TEXT,
    remote_queue_id TEXT,
    dsn TEXT,
    status INTEGER NOT NULL,            -- word: sent, bounced, deferred, expired, deliverable, undeliverable ...
    reply TEXT,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE rejection (
    rejection_id INTEGER PRIMARY KEY,
    part_id INTEGER,
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    program INTEGER NOT NULL,
    action INTEGER NOT NULL,            -- word: reject, warn, hold, discard, redirect, filter ...
    stage INTEGER,                      -- word: connect, ehlo, mail, rcpt, data, end-of-message, header, body ...
    client_name TEXT,
    client_ip TEXT,
    helo TEXT,
    sender TEXT,
    recipient TEXT,
    code INTEGER,
    dsn TEXT,
    reason TEXT,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE spf_check (
    check_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    program INTEGER NOT NULL,
    result INTEGER NOT NULL,            -- word: pass fail softfail neutral none permerror temperror
    identity INTEGER,                   -- word: mailfrom, helo
    client_ip TEXT,
    helo TEXT,
    sender TEXT,
    recipient TEXT,
    reason TEXT,
    action INTEGER,                     -- word: accept reject defer skip; NULL: the line does not tell
    part_id INTEGER,
    rejection_id INTEGER,
    queue_id TEXT,                      -- where the line itself has one
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);

CREATE TABLE login (
    login_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    program INTEGER NOT NULL,
    client_name TEXT,
    client_ip TEXT,
    user TEXT,
    method TEXT,
    ok INTEGER NOT NULL,
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);

-- One queue file that came from another: a notification from the mail it tells of, a filtered mail from the unfiltered.
CREATE TABLE link (
    link_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    part_id INTEGER,
    queue_id TEXT NOT NULL,
    child_queue_id TEXT NOT NULL,
    kind INTEGER NOT NULL,              -- word: non-delivery, delivery status, delay, filter
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);
CREATE INDEX link_loose ON link (at) WHERE part_id IS NULL;

-- Lines that the logger itself says it dropped.
CREATE TABLE loss (
    loss_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    host INTEGER NOT NULL,
    program INTEGER NOT NULL,
    seconds INTEGER NOT NULL,           -- before at, in which they were dropped
    lines INTEGER,                      -- NULL where it does not say
    source_id INTEGER NOT NULL,
    position INTEGER NOT NULL
);

-- What no rule fits, alike lines in one row (known = 1); and the programs that no rule file speaks of (known = 0).
CREATE TABLE unread_shape (
    known INTEGER NOT NULL,
    program TEXT NOT NULL,
    shape TEXT NOT NULL,
    n INTEGER NOT NULL,
    first_at INTEGER, first_sample TEXT NOT NULL, first_source INTEGER NOT NULL, first_position INTEGER NOT NULL,
    last_at INTEGER, last_sample TEXT NOT NULL, last_source INTEGER NOT NULL, last_position INTEGER NOT NULL,
    PRIMARY KEY (known, program, shape)
) WITHOUT ROWID;

-- Totals that outlive the rows. How far each table was counted is a setting.
CREATE TABLE daily_count (
    domain TEXT NOT NULL,               -- of the sender, the recipient of a delivery, the user of a login; '' where there is none
    day INTEGER NOT NULL,               -- of the local calendar, counted from 1970-01-01
    host INTEGER NOT NULL,
    class INTEGER NOT NULL,             -- word: message, delivery, rejection, check, login
    result INTEGER NOT NULL,            -- word: birth; status; action; result; ok or failed
    detail INTEGER NOT NULL,            -- of a rejection its code, of a check the word of its action, of a delivery that of its program; else 0
    n INTEGER NOT NULL,
    PRIMARY KEY (day, domain, host, class, result, detail)
) WITHOUT ROWID;
INSERT INTO word (word) VALUES ('message'), ('delivery'), ('rejection'), ('check'), ('login'), ('ok'), ('failed');

PRAGMA user_version = 1;
