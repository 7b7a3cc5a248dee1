-- needs: storm
-- Storms of each domain and address: the runs of 94_storm_run.sql that have twenty bounces at least, to the minute.
--   starts_at   the first bounce from which on ten minutes have a sixth of what makes an hour one of a storm, three at least, and two minutes a fifth
--               of that, two at least (where there is none, the first with ten such minutes; else that of the first hour)
--   ends_at     the last one that has as many in the minutes up to it
CREATE TEMP TABLE IF NOT EXISTS storm_run_event (target TEXT, first_hour INTEGER, at INTEGER, bounce_id INTEGER);

DELETE FROM storm_run_event;
INSERT INTO storm_run_event (target, first_hour, at, bounce_id)
SELECT r.target, r.first_hour, e.at, e.bounce_id
FROM storm_run r CROSS JOIN storm_event e ON e.domain = coalesce(domain(r.target), r.target) AND e.at BETWEEN r.first_hour * 3600 - 3600 AND r.last_hour * 3600 + 7199
WHERE e.counted AND (r.target = e.domain OR r.target = e.address);
INSERT INTO storm (target, first_hour, last_hour, starts_at, ends_at, bounces, usual, bound, learned)
WITH second AS (
    SELECT target, first_hour, at, count(*) AS n
    FROM storm_run_event e
    WHERE EXISTS (SELECT 1 FROM storm_run r WHERE r.target = e.target AND r.first_hour = e.first_hour AND (e.at < (r.first_hour + 2) * 3600 OR e.at >= (r.last_hour - 1) * 3600))
    GROUP BY target, first_hour, at
), dense AS (
    SELECT target, first_hour, at,
        sum(n) OVER (PARTITION BY target, first_hour ORDER BY at RANGE BETWEEN CURRENT ROW AND 599 FOLLOWING) AS ahead,
        sum(n) OVER (PARTITION BY target, first_hour ORDER BY at RANGE BETWEEN CURRENT ROW AND 119 FOLLOWING) AS near_ahead,
        sum(n) OVER (PARTITION BY target, first_hour ORDER BY at RANGE BETWEEN 599 PRECEDING AND CURRENT ROW) AS behind,
        sum(n) OVER (PARTITION BY target, first_hour ORDER BY at RANGE BETWEEN 119 PRECEDING AND CURRENT ROW) AS near_behind
    FROM second
), edge AS (
    SELECT r.*,
        coalesce(min(d.at) FILTER (WHERE d.ahead >= max(3, r.bound / 6) AND d.near_ahead >= max(2, r.bound / 30)),
            min(d.at) FILTER (WHERE d.ahead >= max(3, r.bound / 6)), min(d.at) FILTER (WHERE d.at >= r.first_hour * 3600)) AS starts_at,
        coalesce(max(d.at) FILTER (WHERE d.behind >= max(3, r.bound / 6) AND d.near_behind >= max(2, r.bound / 30)),
            max(d.at) FILTER (WHERE d.behind >= max(3, r.bound / 6)), max(d.at) FILTER (WHERE d.at < (r.last_hour + 1) * 3600)) AS ends_at
    FROM storm_run r JOIN dense d ON d.target = r.target AND d.first_hour = r.first_hour
    GROUP BY r.target, r.first_hour
)
SELECT e.target, e.first_hour, e.last_hour, e.starts_at, e.ends_at,
    (SELECT count(*) FROM storm_run_event v WHERE v.target = e.target AND v.first_hour = e.first_hour AND v.at BETWEEN e.starts_at AND e.ends_at) AS bounces,
    e.usual, e.bound, e.learned
FROM edge e
WHERE bounces >= 20;

DELETE FROM storm_origin WHERE (target, first_hour) NOT IN (SELECT target, first_hour FROM storm) OR (target, first_hour) IN (SELECT target, first_hour FROM storm_run);
INSERT INTO storm_origin (target, first_hour, ip)
SELECT e.target, e.first_hour, t.handed_ip
FROM storm_run_event e CROSS JOIN storm s ON s.target = e.target AND s.first_hour = e.first_hour AND e.at BETWEEN s.starts_at AND s.ends_at
CROSS JOIN trace t ON t.bounce_id = e.bounce_id
WHERE t.handed_ip IS NOT NULL AND t.handed_ours = 0
GROUP BY 1, 2, 3 HAVING count(DISTINCT t.bouncer) >= 3;
