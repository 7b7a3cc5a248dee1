-- The other sources that have lines of a host behind a time, under its name or a longer or shorter form of it, and from when to when.
SELECT h.host, h.first_at, h.last_at
FROM source_host h JOIN word a ON a.word_id = h.host JOIN word b ON b.word_id = ?2
WHERE h.source_id <> ?1 AND h.last_at >= ?3
    AND (h.host = ?2 OR lower(substr(a.word, 1, length(b.word) + 1)) = lower(b.word) || '.' OR lower(substr(b.word, 1, length(a.word) + 1)) = lower(a.word) || '.'
        OR lower(a.word) = lower(b.word))
ORDER BY h.first_at, h.last_at, h.host;
