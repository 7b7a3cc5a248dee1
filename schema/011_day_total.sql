-- The daily totals without their domains: a few dozen rows a day, from which what asks for no domain is told of any time at once.
CREATE TABLE day_total (
    day INTEGER NOT NULL,               -- all as in daily_count
    host INTEGER NOT NULL,
    class INTEGER NOT NULL,
    result INTEGER NOT NULL,
    detail INTEGER NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (day, host, class, result, detail)
) WITHOUT ROWID;
INSERT INTO day_total (day, host, class, result, detail, n)
SELECT day, host, class, result, detail, sum(n) FROM daily_count GROUP BY day, host, class, result, detail;

-- The notices of a time (the view "notices") are few, and found by their links.
CREATE INDEX IF NOT EXISTS link_at ON link (at);

PRAGMA user_version = 11;
