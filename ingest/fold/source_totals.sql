UPDATE source SET lines = lines + :lines, unread = unread + :unread,
    first_at = min(coalesce(first_at, :first_at), coalesce(:first_at, first_at)),
    last_at = max(coalesce(last_at, :last_at), coalesce(:last_at, last_at)),
    kind = CASE WHEN :journal_id IS NULL THEN kind ELSE 'journal' END,
    journal_id = coalesce(:journal_id, journal_id),
    journal_first = min(coalesce(journal_first, :journal_first), coalesce(:journal_first, journal_first)),
    journal_last = max(coalesce(journal_last, :journal_last), coalesce(:journal_last, journal_last))
WHERE source_id = :source_id;
