-- One key of analyze/91_storm_seen.sql: ?1 domain and address, ?2 the hour, ?3 forged, ?7 how many.
INSERT INTO storm_seen (hour, domain, address, forged, unsure)
VALUES (?2, substr(?1, 1, instr(?1, ' ') - 1), substr(?1, instr(?1, ' ') + 1), ?3 * ?7, (1 - ?3) * ?7);
