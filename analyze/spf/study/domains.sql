-- Every sender domain of the log, and ours.
CREATE TEMP TABLE IF NOT EXISTS study_domain (n INTEGER PRIMARY KEY, domain TEXT NOT NULL);
DELETE FROM study_domain;
INSERT INTO study_domain (domain)
-- Of each day first, which is the order of the table: so that fewer are compared with all others.
SELECT DISTINCT domain FROM (SELECT DISTINCT day, domain FROM daily_count
WHERE class IN (SELECT word_id FROM word WHERE word IN ('message', 'check', 'rejection')) AND domain <> '' AND length(domain) <= 253)
UNION SELECT value FROM own WHERE kind = 'domain' ORDER BY 1;
