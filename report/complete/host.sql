-- Hosts of our logs that begin with :prefix.
SELECT DISTINCT h.word FROM source_host s JOIN word h ON h.word_id = s.host WHERE h.word >= :prefix AND h.word < :prefix || char(1114111) ORDER BY 1 LIMIT 200;
