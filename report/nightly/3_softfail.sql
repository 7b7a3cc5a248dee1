-- title: What -all would have refused
-- columns: domain, let in:count, ours
-- limit: 5
-- none:
-- note: Mail that SPF called softfail, and that was let in: the domain publishes ~all. Of your own domains it is forged, or mail of yours that its record forgets.
SELECT nullif(d.domain, '') AS domain, sum(d.n) AS n, CASE WHEN EXISTS (SELECT 1 FROM own o WHERE o.kind = 'domain' AND o.value = d.domain) THEN 'yes' ELSE 'no' END AS ours
FROM daily_count d JOIN word c ON c.word_id = d.class AND c.word = 'check' JOIN word r ON r.word_id = d.result AND r.word = 'softfail' LEFT JOIN word a ON a.word_id = d.detail
WHERE d.day BETWEEN CAST(julianday(local_day(:since)) - 2440587.5 AS INTEGER) AND CAST(julianday(local_day(:until - 1)) - 2440587.5 AS INTEGER)
    AND coalesce(a.word, '') NOT IN ('reject', 'defer') AND d.n > 0
GROUP BY d.domain
ORDER BY ours DESC, n DESC, domain;
