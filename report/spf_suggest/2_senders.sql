-- title: Who sends
-- columns: client, kind, mails:count, bounces:count, now, by, how we know:long
-- limit: 30
-- none: nobody was seen to send for this domain
-- note: Where strangers are seen that nothing tells apart from you, ~all is suggested: first look who they are.
SELECT ip AS client, kind, mails, bounces, before, term, cause, helo, helos AS names, sender, first_at, last_at
FROM spf_source_row WHERE kind <> 'forged' ORDER BY kind, mails + bounces DESC, ip;
