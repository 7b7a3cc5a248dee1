-- The schema, the bytes of the file, of them unused; when anything was read, and what was the newest.
SELECT (SELECT user_version FROM pragma_user_version), (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size),
    (SELECT freelist_count FROM pragma_freelist_count) * (SELECT page_size FROM pragma_page_size),
    (SELECT max(read_at) FROM source), (SELECT max(last_at) FROM source),
    (SELECT count(*) FROM daily WHERE class = 'check' AND day >= date(:now - 7 * 86400, 'unixepoch')),
    (SELECT coalesce(sum(n), 0) FROM daily WHERE class IN ('message', 'rejection') AND day >= date(:now - 7 * 86400, 'unixepoch'));
