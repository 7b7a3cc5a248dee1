-- The result of each line.
CREATE TEMP TABLE IF NOT EXISTS spf_result_row (
    n INTEGER PRIMARY KEY,
    id TEXT, result TEXT NOT NULL, domain TEXT, term TEXT, explanation TEXT, reason TEXT,
    lookups INTEGER NOT NULL, voids INTEGER NOT NULL
);
