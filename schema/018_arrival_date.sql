-- When the host that wrote a report took the original over, by its Arrival-Date (RFC 3464 2.2.5): of those that returned no Received line, which tells it otherwise.
CREATE TABLE arrival_date (
    bounce_id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL
);

PRAGMA user_version = 18;
