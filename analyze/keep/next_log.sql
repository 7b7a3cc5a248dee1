-- Up to when one step goes that takes :rows rows of some table of the log, and of none more; NULL: no table has so many.
SELECT min(at) + 1 FROM (
    SELECT (SELECT first_at FROM mail WHERE first_at >= :from AND first_at < :before ORDER BY first_at LIMIT 1 OFFSET :rows) AS at
    UNION ALL SELECT (SELECT at FROM delivery WHERE at >= :from AND at < :before ORDER BY at LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM rejection WHERE at >= :from AND at < :before ORDER BY at LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM spf_check WHERE at >= :from AND at < :before ORDER BY at LIMIT 1 OFFSET :rows)
    UNION ALL SELECT (SELECT at FROM login WHERE at >= :from AND at < :before ORDER BY at LIMIT 1 OFFSET :rows)
);
