-- title: Hosts
-- columns: host, last line:minute, ago:span, lines:count, longest silence:span
-- limit: 20
SELECT h.word AS host, max(s.last_at) AS last_at, :now - max(s.last_at) AS ago, sum(s.lines) AS lines, max(s.silence) AS silence
FROM source_host s JOIN word h ON h.word_id = s.host
GROUP BY s.host
ORDER BY last_at DESC, h.word;
