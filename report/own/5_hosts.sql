-- title: Hosts
-- columns: host, until, because:prose
-- none: none
-- limit: 20
WITH words(how, place, meaning) AS (
    VALUES ('log', 1, 'lines of log'), ('wrote-notice', 2, 'notices written under this name'), ('took-over', 3, 'messages taken over from another host of yours'),
        ('stamped-arrival', 4, 'bounces that it received'), ('stamped-return', 5, 'returned mails that bear its stamp')
)
SELECT value AS host, date(max(CASE WHEN NOT pinned THEN last_at END), 'unixepoch') AS until_day,
    group_concat(why, '; ') AS because
FROM (SELECT o.*, CASE WHEN o.pinned THEN o.how ELSE printf('%s: %,d', coalesce(w.meaning, o.how), o.n) END AS why
    FROM own o LEFT JOIN words w ON w.how = o.how WHERE o.kind = 'host' ORDER BY o.value, o.pinned DESC, w.place)
GROUP BY value
ORDER BY value;
