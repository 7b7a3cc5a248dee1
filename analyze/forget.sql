-- Everything concluded (schema/003_verdict.sql but for the pins), and how far that was. Incidents stay until 98_incident.sql has made them anew: it
-- compares them.
DELETE FROM own_fact;
DELETE FROM own_day;
DELETE FROM own_candidate;
DELETE FROM own_seen;
DELETE FROM sender_day;
DELETE FROM guess_day;
DELETE FROM client_day;
DELETE FROM takeover_day;
DELETE FROM takeover;
DELETE FROM null_judged;
DELETE FROM trace;
DELETE FROM sending;
DELETE FROM fit;
DELETE FROM forger_count;
DELETE FROM named_ip;
DELETE FROM proven;
DELETE FROM signer;
DELETE FROM signal;
DELETE FROM verdict;
DELETE FROM storm_hour;
DELETE FROM storm_log;
DELETE FROM storm_flag;
DELETE FROM storm;
DELETE FROM storm_origin;
DELETE FROM analyzed;
DELETE FROM setting WHERE name LIKE 'analyzed\_%' ESCAPE '\';
