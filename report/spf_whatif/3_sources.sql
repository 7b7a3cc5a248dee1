-- title: All sources
-- columns: client, names:number, kind, mails:count, bounces:count, now, would be, cause:long
-- limit: 20
-- none: No address was seen to send in the name of this domain.
SELECT ip AS client, helos AS names, kind, mails, bounces, before, after, cause, term, helo, sender, forged, enforced, stopped, first_at, last_at
FROM spf_source_row ORDER BY kind = 'legitimate' DESC, kind = 'unknown' DESC, mails + bounces DESC, ip;
