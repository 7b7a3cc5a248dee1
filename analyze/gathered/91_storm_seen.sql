-- One key of analyze/91_storm_seen.sql: ?1 domain and address, ?2 the hour, ?3 forged, ?7 how many. What is no domain cannot be a target.
INSERT INTO storm_seen (hour, domain, address, forged, unsure)
SELECT ?2, domain, substr(?1, length(domain) + 2), ?3 * ?7, (1 - ?3) * ?7
FROM (SELECT substr(?1, 1, instr(?1, ' ') - 1) AS domain)
WHERE domain LIKE '_%.%_' AND domain NOT GLOB '*[^a-z0-9._-]*' AND length(domain) <= 253
ON CONFLICT (address, hour, domain) DO UPDATE SET forged = forged + excluded.forged, unsure = unsure + excluded.unsure;
