-- From the first to the last moment of the storms.
SELECT min(starts_at), max(ends_at) FROM incidents WHERE kind = 'backscatter' AND starts_at < :until AND ends_at >= :since HAVING count(*) > 0;
