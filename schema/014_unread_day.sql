-- On which days a mail server whose log is not read wrote lines: what it sent then is in none of ours.
CREATE TABLE unread_day (
    day INTEGER NOT NULL,               -- UTC, counted from 1970-01-01
    host INTEGER NOT NULL,              -- word
    program TEXT NOT NULL,
    PRIMARY KEY (day, host, program)
) WITHOUT ROWID;

PRAGMA user_version = 14;
