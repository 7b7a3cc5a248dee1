-- title: Course
-- columns: time, what:prose
WITH i AS MATERIALIZED (SELECT * FROM incidents WHERE incident_id = :incident), moment (at, place, says) AS (
    SELECT starts_at, 1, CASE kind WHEN 'takeover' THEN 'the stranger''s first mail' ELSE 'it begins' END FROM i
    UNION ALL SELECT min(t.first_at), 2, 'the first bounce that was read' FROM i CROSS JOIN incident_tallies t ON t.incident_id = i.incident_id AND t.what = 'class' AND t.value GLOB 'bounce *' HAVING count(*) > 0
    UNION ALL SELECT min(t.first_at), 0, 'the first forged mail that our own log shows: SPF ' || t.value FROM i CROSS JOIN incident_tallies t ON t.incident_id = i.incident_id AND t.what = 'check' HAVING count(*) > 0
    UNION ALL SELECT peak_at, 3, printf('the peak: %,d in ten minutes', peak) FROM i
    UNION ALL SELECT e.at, 4, row_number() OVER (ORDER BY e.at, e.event_id) || ': ' || e.text || coalesce(' (' || e.domain || ')', '') FROM i CROSS JOIN events e ON e.at BETWEEN i.starts_at - 2 * 3600 AND i.ends_at + 3 * 3600
        AND (e.domain IS NULL OR e.domain IN (SELECT coalesce(domain(t.target), t.target) FROM incident_targets t WHERE t.incident_id = i.incident_id))
    UNION ALL SELECT ends_at, 5, CASE WHEN state = 'ended' THEN 'the last of it' ELSE 'the last so far' END FROM i
)
SELECT local_time(at) AS time, says AS what, at FROM moment WHERE at IS NOT NULL ORDER BY at, place;
