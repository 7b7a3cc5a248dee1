-- What storms are found in is no longer counted anew by hours: what has changed is added.
ALTER TABLE storm_seen ADD COLUMN logged INTEGER NOT NULL DEFAULT 0;    -- 1: mail from <> that only the log shows; 0: a bounce that was read
CREATE INDEX storm_seen_day ON storm_seen (hour_key(hour / 24 * 86400, address));       -- what came to an address in a day

-- The addresses to which more than ten that are unverifiable came in a day: what they had sent decides whether those count as forged.
CREATE TABLE storm_crowd (
    day INTEGER NOT NULL,               -- from 1970
    address TEXT NOT NULL,
    unsure INTEGER NOT NULL,
    overrun INTEGER NOT NULL,           -- 1: they do
    PRIMARY KEY (day, address)
) WITHOUT ROWID;
DELETE FROM setting WHERE name = 'analyzed_storms';     -- all are counted once more

-- The days on which an origin forged ten of our addresses, or more (many-senders).
CREATE TABLE forger_day (
    ip TEXT NOT NULL,
    day INTEGER NOT NULL,               -- from 1970
    PRIMARY KEY (ip, day)
) WITHOUT ROWID;

PRAGMA user_version = 12;
