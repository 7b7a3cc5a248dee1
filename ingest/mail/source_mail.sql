-- What of a source of mail was written: its messages stand in "lines".
UPDATE source SET kind = :kind, lines = lines + :messages,
    first_at = min(coalesce(first_at, :first_at), coalesce(:first_at, first_at)),
    last_at = max(coalesce(last_at, :last_at), coalesce(:last_at, last_at))
WHERE source_id = :source_id;
