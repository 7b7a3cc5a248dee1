-- From when on no table of the log has more than :rows rows, up to :until; NULL: all of it.
SELECT max(at) FROM (
    SELECT (SELECT first_at FROM mail WHERE first_at < :until ORDER BY first_at DESC LIMIT 1 OFFSET :rows) AS at
    UNION ALL SELECT (SELECT at FROM delivery WHERE at < :until ORDER BY at DESC LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM rejection WHERE at < :until ORDER BY at DESC LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM spf_check WHERE at < :until ORDER BY at DESC LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM login WHERE at < :until ORDER BY at DESC LIMIT 1 OFFSET :rows)
);
