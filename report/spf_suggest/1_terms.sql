-- title: Terms
-- columns: term, what of it, senders:number, means:long
-- none: The present record has no term that lets anybody in, and nobody was seen to send.
SELECT term, standing, senders, CASE standing WHEN 'kept' THEN 'they pass by it' WHEN 'not needed' THEN 'they pass by terms before it'
    WHEN 'unused' THEN 'no log of theirs; keep it if they send' WHEN 'not known' THEN 'kept: ask with --dns what it lets in'
    WHEN 'left out' THEN 'over 10 lookups: ask with --dns who needs it' WHEN 'added' THEN 'no term lets them in' ELSE 'their addresses instead: over 10 lookups' END AS means, lookup
FROM spf_term_row ORDER BY n;
