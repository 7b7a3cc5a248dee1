-- Behind signals.sql: the signals of the bounce :bounce in words, those that the verdict rests on first.
SELECT s.name, coalesce(m.says, upper(substr(s.name, 1, 1)) || replace(substr(s.name, 2), '-', ' ') || '.') AS says, coalesce(m.speaks, 'warns') AS speaks, s.detail,
    r.key IS NOT NULL AS decides, s.source_id, s.position
FROM signal s
    LEFT JOIN meaning m ON m.name = s.name
    LEFT JOIN (SELECT j.key, j.value FROM verdict v, json_each(v.reasons) j WHERE v.bounce_id = :bounce) r ON r.value = s.name
WHERE s.bounce_id = :bounce
ORDER BY r.key IS NULL, r.key, s.name;
