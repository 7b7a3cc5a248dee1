-- What a bundle is called: as the incident, if that does not name the domain of another.
SELECT CASE WHEN :domain IS NULL OR coalesce(domain(target), CASE kind WHEN 'takeover' THEN :domain ELSE target END) = :domain THEN incident_id
    ELSE substr(incident_id, 1, instr(incident_id, '-')) || :domain || strftime('-%Y%m%dT%H%M', starts_at, 'unixepoch') END
FROM incidents WHERE incident_id = :incident;
