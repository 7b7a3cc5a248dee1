-- The schema, the bytes of the file, of them unused; when anything was read, and what was the newest.
SELECT (SELECT user_version FROM pragma_user_version), (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size),
    (SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size),
    (SELECT max(read_at) FROM source), (SELECT max(last_at) FROM source),
    (SELECT count(*) FROM daily_count WHERE n > 0 AND day >= (:now - 7 * 86400) / 86400 AND class = (SELECT word_id FROM word WHERE word = 'check')),
    (SELECT coalesce(sum(n), 0) FROM daily_count WHERE day >= (:now - 7 * 86400) / 86400 AND class IN (SELECT word_id FROM word WHERE word IN ('message', 'rejection')));
