-- title: What changed after
-- columns: time:minute, before:number, after:number, change, event:prose
-- none:
-- note: How many an hour, over as long before the event as after it, and with no other event between, but for those within five minutes of it, which cannot be told apart. An event with less than ten minutes on a side is left out. In parentheses: the range in which the change lies with 95% certainty. Where it includes 0% it may be chance; and a storm also ends by itself.
-- Counts of bursts vary more than chance alone would have them: by how much, the ten minutes' counts on both sides tell.
WITH i AS MATERIALIZED (
    SELECT *, min(seen_until, ends_at + 3 * 3600) AS known_until FROM incidents WHERE incident_id = :incident
), moment AS (
    SELECT e.at, e.text, e.domain, e.kind, max(i.starts_at, coalesce(max(e.at) OVER (ORDER BY e.at RANGE BETWEEN UNBOUNDED PRECEDING AND 301 PRECEDING), 0)) AS from_at,
        min(i.known_until, coalesce(min(e.at) OVER (ORDER BY e.at RANGE BETWEEN 301 FOLLOWING AND UNBOUNDED FOLLOWING), i.known_until)) AS to_at
    FROM i CROSS JOIN events e ON e.at BETWEEN i.starts_at AND i.known_until
    WHERE e.domain IS NULL OR e.domain IN (SELECT coalesce(domain(t.target), t.target) FROM incident_targets t WHERE t.incident_id = i.incident_id)
), side AS (
    SELECT m.*,
        (SELECT coalesce(sum(n), 0) FROM incident_minutes c WHERE c.incident_id = :incident AND c.at >= m.at - m.length AND c.at < m.at) AS n1,
        (SELECT coalesce(sum(n), 0) FROM incident_minutes c WHERE c.incident_id = :incident AND c.at >= m.at AND c.at < m.at + m.length) AS n2
    FROM (SELECT at, text, domain, kind, min(at - from_at, to_at - at) AS length FROM moment) m WHERE m.length >= 600
), bin AS (
    SELECT s.at, c.at >= s.at AS later, sum(c.n) AS n
    FROM (SELECT DISTINCT at, length FROM side) s CROSS JOIN incident_minutes c ON c.incident_id = :incident AND c.at >= s.at - s.length AND c.at < s.at + s.length
    GROUP BY s.at, later, CASE WHEN c.at >= s.at THEN (c.at - s.at) / 600 ELSE (s.at - 1 - c.at) / 600 END
), spread AS (
    SELECT s.*, s.length / 600.0 AS k,
        (SELECT coalesce(sum(b.n * b.n), 0) FROM bin b WHERE b.at = s.at AND NOT b.later) AS q1, (SELECT coalesce(sum(b.n * b.n), 0) FROM bin b WHERE b.at = s.at AND b.later) AS q2
    FROM side s
), rate AS (
    SELECT *, n1 * 3600.0 / length AS before, n2 * 3600.0 / length AS after, (n2 + 0.5) / (n1 + 0.5) AS ratio,
        sqrt(max(1.0, (CASE WHEN n1 > 0 THEN q1 * k / n1 - n1 ELSE 0 END + CASE WHEN n2 > 0 THEN q2 * k / n2 - n2 ELSE 0 END) / max(1.0, 2 * k - 2)) * (1 / (n1 + 0.5) + 1 / (n2 + 0.5))) AS error
    FROM spread
)
SELECT at, CAST(round(before) AS INTEGER) AS before, CAST(round(after) AS INTEGER) AS after,
    printf('%+.0f%% (%+.0f to %+.0f)', 100 * (ratio - 1), 100 * (ratio * exp(-1.96 * error) - 1), 100 * (ratio * exp(1.96 * error) - 1)) AS change,
    text || coalesce(' (' || domain || ')', '') AS event, kind, ratio, ratio * exp(-1.96 * error) AS ratio_low, ratio * exp(1.96 * error) AS ratio_high, length AS seconds
FROM rate ORDER BY at;
