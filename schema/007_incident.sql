-- Storms of backscatter and takeovers, and what was done about them. All but event, incident_alias and incident_hold is concluded.

-- What the postmaster noted ("published -all"): an incident says what changed after each.
CREATE TABLE event (
    event_id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    domain TEXT,                        -- lower case; NULL: of all
    text TEXT NOT NULL,
    noted_at INTEGER NOT NULL
);
CREATE INDEX event_at ON event (at);

-- Bounces, and mail from <> that the log shows, which answer nothing of ours for certain, by domain of ours and by address. Each counts once.
CREATE TABLE storm_hour (
    target TEXT NOT NULL,               -- domain or address, lower case
    hour INTEGER NOT NULL,              -- from 1970
    forged INTEGER NOT NULL,            -- of forged mail, or to an address that got more of them that day than it had sent mail
    unsure INTEGER NOT NULL,
    PRIMARY KEY (hour, target)
) WITHOUT ROWID;
CREATE INDEX storm_hour_many ON storm_hour (target, hour) WHERE forged >= 10;   -- the hours that are judged

-- What null_judged had in an hour when it was last counted: most of what is judged again has not changed.
CREATE TABLE storm_log (
    hour INTEGER PRIMARY KEY,
    sums TEXT NOT NULL
);

-- The hours above the usual; and, where that is still learned, those that were thought not to be, since later hours may tell more.
CREATE TABLE storm_flag (
    target TEXT NOT NULL,
    hour INTEGER NOT NULL,
    usual REAL,                         -- the median of that hour of the day; NULL: still learning
    bound REAL NOT NULL,                -- what the hour had to exceed
    learned INTEGER NOT NULL,           -- days before it that were known, up to 28
    above INTEGER NOT NULL,             -- 1: it is
    PRIMARY KEY (target, hour)
) WITHOUT ROWID;

-- Such hours with no pause of six between them, to the minute.
CREATE TABLE storm (
    target TEXT NOT NULL,
    first_hour INTEGER NOT NULL,
    last_hour INTEGER NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    usual REAL,                         -- as of its first hour
    bound REAL NOT NULL,
    learned INTEGER NOT NULL,
    PRIMARY KEY (target, first_hour)
) WITHOUT ROWID;

-- From where the mail that it answers came, where three bouncers say so: the same over several domains of ours is one storm.
CREATE TABLE storm_origin (
    target TEXT NOT NULL,
    first_hour INTEGER NOT NULL,
    ip TEXT NOT NULL,
    PRIMARY KEY (target, first_hour, ip)
) WITHOUT ROWID;
CREATE INDEX storm_origin_ip ON storm_origin (ip);

CREATE TABLE incident (
    incident_id TEXT PRIMARY KEY,       -- storm-example.com-20261118T0312, takeover-anna@example.com-20261118T0312: kind, target, first minute (UTC)
    kind TEXT NOT NULL,                 -- backscatter, takeover
    target TEXT NOT NULL,               -- a domain, or the one address that was hit; an account, or a client's address
    starts_at INTEGER NOT NULL,
    peak_at INTEGER NOT NULL,           -- the ten minutes with the most begin then
    ends_at INTEGER NOT NULL,           -- its last mail
    state TEXT NOT NULL,                -- running: the evidence does not show three quiet hours behind it; ended
    bounces INTEGER NOT NULL,           -- backscatter: bounces that were read and mail from <> in the log, each once; takeover: bounces of what was sent
    peak INTEGER NOT NULL,              -- bounces (takeover: recipients) in those ten minutes
    forged INTEGER NOT NULL,            -- of them, those judged so, by themselves or by the log
    unsure INTEGER NOT NULL,            -- others that came in its time and are unverifiable
    strength TEXT NOT NULL,             -- strong, weak: how sure it is that we did not send what came back; that the account was stolen
    read INTEGER NOT NULL,              -- bounces that were read
    refused INTEGER NOT NULL,           -- mail from <> that the log shows refused, and accepted
    accepted INTEGER NOT NULL,
    usual REAL,                         -- bounces in such an hour before; NULL: still learning
    bound REAL,                         -- an hour with more than that is none of the usual
    learned INTEGER,                    -- days before that were known
    messages INTEGER, recipients INTEGER, reasons TEXT,         -- of a takeover: sent by the stranger; JSON array of reasons
    seen_until INTEGER NOT NULL,        -- the end of the evidence
    frozen INTEGER NOT NULL DEFAULT 0   -- 1: its evidence was pruned; it stays as it is
) WITHOUT ROWID;
CREATE INDEX incident_starts_at ON incident (starts_at);

-- The domains and addresses that one storm hit, each in its time; the accounts or clients that one stranger used.
CREATE TABLE incident_target (
    incident_id TEXT NOT NULL,
    target TEXT NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at INTEGER NOT NULL,
    bounces INTEGER NOT NULL,
    PRIMARY KEY (incident_id, target, starts_at)
) WITHOUT ROWID;

-- Its course, from two hours before to three hours behind: bounces, or mail that a stolen account sent. A minute without any has no row.
CREATE TABLE incident_minute (
    incident_id TEXT NOT NULL,
    minute INTEGER NOT NULL,            -- UTC seconds
    n INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    PRIMARY KEY (incident_id, minute)
) WITHOUT ROWID;

-- What it is made of, the hundred most frequent of each: so a dossier costs no search, and outlives its evidence.
CREATE TABLE incident_tally (
    incident_id TEXT NOT NULL,
    what TEXT NOT NULL,                 -- address origin bouncer host subject reason spf class (analyze/99_incident_tally.sql tells)
    value TEXT NOT NULL,
    n INTEGER NOT NULL,
    others INTEGER,                     -- unrelated bouncers that name an origin, forged addresses of ... (the same)
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    detail TEXT,
    PRIMARY KEY (incident_id, what, value)
) WITHOUT ROWID;

-- Ids that late evidence has displaced, and where to look now; NULL: it is no incident any more. No rebuild forgets them.
CREATE TABLE incident_alias (
    alias TEXT PRIMARY KEY,
    incident_id TEXT
) WITHOUT ROWID;

-- What the postmaster wants kept: prune spares the evidence of these.
CREATE TABLE incident_hold (
    incident_id TEXT PRIMARY KEY,
    held_at INTEGER NOT NULL
) WITHOUT ROWID;

PRAGMA user_version = 7;
