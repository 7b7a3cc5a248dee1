-- What happened, to be numbered in the picture: storms, and what the postmaster noted.
SELECT at, text FROM (
    SELECT starts_at AS at, 'storm to ' || target || ' begins' AS text FROM incidents WHERE kind = 'backscatter'
    UNION ALL
    SELECT peak_at, 'peak of ' || target FROM incidents WHERE kind = 'backscatter' AND peak_at > starts_at + 60
    UNION ALL
    SELECT ends_at, 'it is over' FROM incidents WHERE kind = 'backscatter' AND state = 'ended'
    UNION ALL
    SELECT at, text || coalesce(' (' || domain || ')', '') FROM events)
WHERE at >= :since AND at < :until
ORDER BY at, text;
