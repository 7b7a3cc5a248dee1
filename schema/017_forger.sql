-- From whom a forwarder says it took what it handed on, of which three unrelated bouncers may say that it forges (analyze/77_origin_forger.sql).
CREATE TABLE brought_from (
    bounce_id INTEGER PRIMARY KEY,
    n INTEGER NOT NULL,                 -- the hop by which the forwarder took it
    ip TEXT NOT NULL
);
CREATE INDEX brought_from_ip ON brought_from (ip);

PRAGMA user_version = 17;
