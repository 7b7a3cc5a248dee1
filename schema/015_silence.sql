-- How long a host says nothing at an hour of the day: what is usual at night is a hole by day. (Of a host that was read before only the longest is known.)
CREATE TABLE silence (
    host INTEGER NOT NULL,              -- word
    hour INTEGER NOT NULL,              -- of UTC, 0 to 23
    seconds INTEGER NOT NULL,           -- the longest silence inside a source that touches this hour
    PRIMARY KEY (host, hour)
) WITHOUT ROWID;
INSERT INTO silence (host, hour, seconds)
WITH RECURSIVE clock(hour) AS (VALUES (0) UNION ALL SELECT hour + 1 FROM clock WHERE hour < 23)
SELECT s.host, clock.hour, max(s.silence) FROM source_host s CROSS JOIN clock GROUP BY 1, 2;

PRAGMA user_version = 15;
