-- title: Would newly fail, and may be yours
-- columns: client, HELO, names:number, mails:count, bounces:count, now, would be, cause:long
-- none: none of the addresses that were seen to send for you
SELECT ip AS client, helo, helos AS names, mails, bounces, before, after, cause, kind, sender, first_at, last_at
FROM spf_source_row WHERE kind <> 'forged' AND after IN ('fail', 'permerror') AND before NOT IN ('fail', 'permerror')
ORDER BY kind = 'legitimate' DESC, mails + bounces DESC, ip;
