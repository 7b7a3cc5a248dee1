-- title: All sources
-- columns: client, kind, mails:count, bounces:count, now, would be, by, cause:long
-- limit: 20
-- none: No mail or bounce in the name of this domain was read.
SELECT ip AS client, kind, mails, bounces, before, after, term, cause, helo, sender, forged, enforced, stopped, first_at, last_at
FROM spf_source_row ORDER BY kind = 'legitimate' DESC, kind = 'unknown' DESC, mails + bounces DESC, ip, helo;
