-- title: Hosts of yours that send by unknown addresses
-- columns: host, mails:count, last:time
-- none:
-- note: A host's own log does not tell its address, so that this mail is in no other table. Say by which it leaves: unjoe own pin outgoing ADDRESS.
SELECT host, mails, last_at AS last FROM spf_unplaced_row ORDER BY mails DESC, host;
