-- What storm_hour is counted from, as it is judged bounce by bounce: a day is summed up from here when one of its hours changes.
CREATE TABLE storm_seen (
    hour INTEGER NOT NULL,              -- from 1970
    domain TEXT NOT NULL,
    address TEXT NOT NULL,              -- '': not known
    forged INTEGER NOT NULL,
    unsure INTEGER NOT NULL
);
CREATE INDEX storm_seen_hour ON storm_seen (hour);
DELETE FROM setting WHERE name = 'analyzed_storms';     -- all are counted once more

PRAGMA user_version = 10;
