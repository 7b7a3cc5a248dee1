-- The keys of analyze/91_storm_seen.sql: text is domain and address, a the hour, b forged, c logged, n how many.
INSERT OR FAIL INTO storm_seen (hour, domain, address, forged, unsure, logged)
SELECT a, substr(text, 1, instr(text, ' ') - 1), substr(text, instr(text, ' ') + 1), b * n, (1 - b) * n, c FROM gathered;
