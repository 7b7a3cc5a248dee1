-- The hosts whose log was read.
SELECT DISTINCT w.word FROM source_host s JOIN word w ON w.word_id = s.host ORDER BY w.word;
