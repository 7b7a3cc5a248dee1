-- Texts that nothing says any more; those that the statements name stay. Each large table is gone through once, and nobody is kept from writing meanwhile.
CREATE TEMP TABLE used_word (word_id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO used_word (word_id)
WITH mail_word AS MATERIALIZED (SELECT DISTINCT host, instance, birth FROM mail),
    delivery_word AS MATERIALIZED (SELECT DISTINCT program, status FROM delivery),
    rejection_word AS MATERIALIZED (SELECT DISTINCT host, program, action, stage FROM rejection),
    check_word AS MATERIALIZED (SELECT DISTINCT host, program, result, identity, action FROM spf_check),
    login_word AS MATERIALIZED (SELECT DISTINCT host, program FROM login),
    daily_word AS MATERIALIZED (SELECT DISTINCT host, class, result, detail FROM daily_count)
SELECT host FROM mail_word UNION ALL SELECT instance FROM mail_word WHERE instance IS NOT NULL UNION ALL SELECT birth FROM mail_word WHERE birth IS NOT NULL
UNION ALL SELECT program FROM delivery_word UNION ALL SELECT status FROM delivery_word
UNION ALL SELECT host FROM rejection_word UNION ALL SELECT program FROM rejection_word UNION ALL SELECT action FROM rejection_word
UNION ALL SELECT stage FROM rejection_word WHERE stage IS NOT NULL
UNION ALL SELECT host FROM check_word UNION ALL SELECT program FROM check_word UNION ALL SELECT result FROM check_word
UNION ALL SELECT identity FROM check_word WHERE identity IS NOT NULL UNION ALL SELECT action FROM check_word WHERE action IS NOT NULL
UNION ALL SELECT host FROM login_word UNION ALL SELECT program FROM login_word UNION ALL SELECT host FROM link UNION ALL SELECT kind FROM link
UNION ALL SELECT host FROM daily_word UNION ALL SELECT class FROM daily_word UNION ALL SELECT result FROM daily_word UNION ALL SELECT detail FROM daily_word
UNION ALL SELECT host FROM loss UNION ALL SELECT program FROM loss UNION ALL SELECT host FROM source_host UNION ALL SELECT host FROM seam UNION ALL SELECT host FROM analyzed
UNION ALL SELECT host FROM unread_day UNION ALL SELECT host FROM silence UNION ALL SELECT host FROM sending UNION ALL SELECT host FROM null_judged UNION ALL SELECT host FROM pruned_host UNION ALL SELECT kind FROM pruned_day
UNION ALL SELECT kind FROM bounce UNION ALL SELECT dialect FROM bounce WHERE dialect IS NOT NULL
UNION ALL SELECT action FROM bounce_recipient WHERE action IS NOT NULL UNION ALL SELECT method FROM stamp UNION ALL SELECT result FROM stamp;
DELETE FROM word WHERE word_id NOT IN (SELECT word_id FROM used_word)
    AND word NOT IN ('message', 'delivery', 'rejection', 'check', 'login', 'ok', 'failed');
DROP TABLE used_word;
DELETE FROM setting WHERE name = 'words_due';
