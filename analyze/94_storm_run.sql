-- needs: storm
-- Hours above the usual with no six quiet ones between them: a row each. Those storms are made anew of which hours have changed, or about which
-- there is news; of the days that they need, all that storms are made of is loaded (storm/load.sql).
CREATE TEMP TABLE IF NOT EXISTS storm_run (target TEXT, first_hour INTEGER, last_hour INTEGER, usual REAL, bound REAL, learned INTEGER, PRIMARY KEY (target, first_hour)) WITHOUT ROWID;
CREATE TEMP TABLE IF NOT EXISTS storm_event (at INTEGER, domain TEXT, address TEXT, client_ip TEXT, forged INTEGER, strength TEXT, counted INTEGER, refused INTEGER,
    bounce_id INTEGER, mail_id INTEGER, rejection_id INTEGER);
CREATE INDEX IF NOT EXISTS temp.storm_event_domain ON storm_event (domain, at);
CREATE TEMP TABLE IF NOT EXISTS storm_needed (day INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS storm_loaded (day INTEGER PRIMARY KEY);

DELETE FROM storm_event;
DELETE FROM storm_loaded;
DELETE FROM storm_run;
INSERT INTO storm_run (target, first_hour, last_hour, usual, bound, learned)
WITH flag AS (
    SELECT f.*, f.hour - lag(f.hour) OVER (PARTITION BY f.target ORDER BY f.hour) > 6 AS after
    FROM restorm r CROSS JOIN storm_flag f ON f.target = r.target AND f.above
), run AS (
    SELECT *, sum(coalesce(after, 1)) OVER (PARTITION BY target ORDER BY hour) AS run FROM flag
)
SELECT target, min(hour), max(hour), usual, bound, learned FROM run GROUP BY target, run;
DELETE FROM storm
WHERE target IN (SELECT target FROM restorm)
    AND ((target, first_hour, last_hour) NOT IN (SELECT target, first_hour, last_hour FROM storm_run)
        OR EXISTS (SELECT 1 FROM storm_touched d WHERE d.hour BETWEEN storm.first_hour - 1 AND storm.last_hour + 1));
DELETE FROM storm_run WHERE (target, first_hour) IN (SELECT target, first_hour FROM storm);

DELETE FROM storm_needed;
INSERT OR IGNORE INTO storm_needed (day)
WITH RECURSIVE span (day, last) AS (
    SELECT (first_hour - 1) / 24, (last_hour + 1) / 24 FROM storm_run
    UNION SELECT day + 1, last FROM span WHERE day < last
)
SELECT day FROM span;
