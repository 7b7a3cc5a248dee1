-- title: Networks that may send without login
-- columns: network, messages:count, until, because:prose
-- none: none that the log tells
-- limit: 20
SELECT value AS network, n AS messages, date(CASE WHEN NOT pinned THEN last_at END, 'unixepoch') AS until_day,
    CASE WHEN pinned THEN how ELSE 'mail in your name was passed on to domains of others, without login' END AS because
FROM own WHERE kind = 'network'
ORDER BY pinned DESC, n DESC, value;
