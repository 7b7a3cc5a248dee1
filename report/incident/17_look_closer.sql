-- title: Look closer
-- columns: command, :text
-- none:
WITH i AS MATERIALIZED (SELECT * FROM incidents WHERE incident_id = :incident), step (place, command, word, tells) AS (
    SELECT 1, :unjoe || ' show', (SELECT value FROM incident_tallies t WHERE t.incident_id = i.incident_id AND t.what = 'origin' ORDER BY t.others >= 3 DESC, t.n DESC, t.value LIMIT 1), 'the origin that most name' FROM i
    UNION ALL SELECT 2, :unjoe || ' show', (SELECT value FROM incident_tallies t WHERE t.incident_id = i.incident_id AND t.what IN ('host', 'client') ORDER BY t.n DESC, t.value LIMIT 1),
        CASE kind WHEN 'takeover' THEN 'the busiest client' ELSE 'the busiest host that bounced' END FROM i
    UNION ALL SELECT 3, :unjoe || ' show', (SELECT value FROM incident_tallies t WHERE t.incident_id = i.incident_id AND t.what = 'address' ORDER BY t.n DESC, t.value LIMIT 1), 'the address that most came to' FROM i
    UNION ALL SELECT 3, :unjoe || ' show', target, 'all that it did' FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 4, :unjoe || ' explain', (SELECT b.bounce_id FROM incident_targets t CROSS JOIN storm_bounces b ON b.at BETWEEN i.starts_at AND i.ends_at
        WHERE t.incident_id = i.incident_id AND b.counted AND (b.domain = t.target OR b.address = t.target) LIMIT 1), 'one bounce, line by line' FROM i WHERE kind = 'backscatter' AND read > 0
    UNION ALL SELECT 4, :unjoe || ' explain', (SELECT b.bounce_id FROM incident_bounces b WHERE b.incident_id = i.incident_id LIMIT 1), 'one bounce, line by line' FROM i WHERE kind = 'takeover'
    UNION ALL SELECT 5, :unjoe || ' report accounts', '', 'the reasons for each account' FROM i WHERE kind = 'takeover'
)
SELECT trim(command || ' ' || word) AS command, tells FROM step
WHERE word IS NOT NULL AND word NOT GLOB '*[^A-Za-z0-9@._:+-]*' AND word NOT GLOB '-*'
ORDER BY place;
