-- title: No log for these authorised senders
-- columns: domain, term, known by:day, note:long
-- none:
-- note: They may send in your name by your own SPF record. Read their logs, too, or take them out: unjoe spf suggest DOMAIN
SELECT domain, term, at, 'nobody was seen to send by it' AS note FROM authorised WHERE seen = 0 AND :now IS NOT NULL ORDER BY domain, n;
