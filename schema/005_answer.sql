-- What DNS said, and when: evidence, like a log. An answer received again only moves seen_at; of one name and type the newest 256 are kept.
CREATE TABLE dns_answer (
    name TEXT NOT NULL,         -- lower case, no dot at its end; bytes that are not printable ASCII, and "\", as \DDD in decimal
    type TEXT NOT NULL,         -- A AAAA CNAME MX PTR SPF TXT; *: all of which nothing else is stored
    at INTEGER NOT NULL,        -- received first
    seen_at INTEGER NOT NULL,   -- and last
    ttl INTEGER NOT NULL,       -- seconds, as of seen_at
    status TEXT NOT NULL,       -- ok nodata nxdomain failed; that nobody answered is no answer
    data TEXT,                  -- ok: the values, one a line, written as the name; an MX is "10 mail.example.com", a TXT its strings joined
    PRIMARY KEY (name, type, at)
) WITHOUT ROWID;

PRAGMA user_version = 5;
