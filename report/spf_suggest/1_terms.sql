-- title: Terms
-- columns: term, what of it, senders:number, means:long
-- none: The present record has no term that lets anybody in, and nobody was seen to send.
SELECT term, standing, senders, CASE standing WHEN 'kept' THEN 'addresses that really send pass by it' WHEN 'unused' THEN 'no log for these authorised senders: left away; keep it if they send and you do not hold their logs'
    WHEN 'added' THEN 'sends for you, and no term lets it in' ELSE 'its addresses stand in its place, for there would be more than 10 lookups' END AS means, lookup
FROM spf_term_row ORDER BY n;
