-- Whether a line of the log names an address at another domain that was hit, as those do of mail to several.
SELECT EXISTS (SELECT 1 FROM incident_targets t
    WHERE t.incident_id = :incident AND coalesce(domain(t.target), t.target) <> :domain AND instr(lower(:text), '@' || coalesce(domain(t.target), t.target)) > 0);
