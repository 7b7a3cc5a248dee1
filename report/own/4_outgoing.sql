-- title: Addresses that your mail comes from
-- columns: address, proofs:count, until, because:prose
-- none: none that the log tells
-- note: Known from the log of the next host of yours, or from bounces that quote the queue id that the far relay gave.
-- limit: 20
SELECT value AS address, sum(n) AS proofs, date(max(CASE WHEN NOT pinned THEN last_at END), 'unixepoch') AS until_day,
    group_concat(CASE how WHEN 'handover' THEN 'seen as the client in the log of another host of yours' WHEN 'taken-over-at' THEN 'mail was taken over there from another host of yours' WHEN 'far-stamp' THEN 'relays that took your mail stamped it so' ELSE how END, '; ') AS because
FROM (SELECT * FROM own WHERE kind = 'outgoing' ORDER BY value, pinned DESC, how)
GROUP BY value
ORDER BY max(pinned) DESC, proofs DESC, address;
