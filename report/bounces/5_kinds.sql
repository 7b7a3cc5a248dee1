-- title: By kind
-- columns: kind, forged:count, genuine:count, compromised:count, bypass:count, unverifiable:count, other:count
-- limit: 15
-- none:
-- range: all
WITH counted AS (
    -- By number: a word is looked up once, not for each bounce.
    SELECT b.kind, sum(v.class = 'forged') AS forged, sum(v.class = 'genuine') AS genuine, sum(v.class = 'compromised') AS compromised, sum(v.class = 'bypass') AS bypass,
        sum(v.class = 'unverifiable') AS unverifiable, sum(v.class = 'not_a_bounce') AS other, max(b.bounce_id) AS bounce_id, count(*) AS n
    FROM trace t CROSS JOIN verdict v ON v.bounce_id = t.bounce_id CROSS JOIN bounce b ON b.bounce_id = t.bounce_id
    WHERE t.arrived_at >= :since AND t.arrived_at < :until
        AND (:host IS NULL OR :host = (SELECT w.word FROM mail m JOIN word w ON w.word_id = m.host WHERE m.part_id = t.arrival_part_id))
        AND (:domain IS NULL OR :domain = (SELECT domain(a.returned_to) FROM arrival a WHERE a.arrival_id = t.arrival_id))
    GROUP BY b.kind
)
SELECT (SELECT word FROM word WHERE word_id = c.kind) AS kind, forged, genuine, compromised, bypass, unverifiable, other, bounce_id
FROM counted c
ORDER BY n DESC, 1;
