-- report: the hosts whose log was read: lines, last line, silence, losses
-- title: Hosts
-- columns: host, lines:count, last:minute, longest silence:span, holes:count, dropped:count
-- page: 80
WITH counted AS MATERIALIZED (SELECT host, sum(n) AS messages FROM day_total WHERE class = (SELECT word_id FROM word WHERE word = 'message') GROUP BY host)
SELECT h.word AS host, sum(s.lines) AS lines, max(s.last_at) AS last_at, max(s.silence) AS silence,
    (SELECT count(*) FROM holes o WHERE o.host = h.word) AS holes,
    coalesce((SELECT sum(l.lines) FROM loss l WHERE l.host = s.host), 0) AS dropped,
    min(s.first_at) AS first_at,
    coalesce((SELECT messages FROM counted c WHERE c.host = s.host), 0) AS messages
FROM source_host s JOIN word h ON h.word_id = s.host
WHERE :host IS NULL OR h.word = :host
GROUP BY s.host
ORDER BY lines DESC, h.word;
