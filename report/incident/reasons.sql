-- Behind signals.sql: why the bounces of a storm are called backscatter, in words.
, log (name, says) AS (VALUES
    ('log forged strong', 'The log alone: for seven days nobody had sent mail as the address that it came to, and our log of that time is whole.'),
    ('log forged weak', 'The log alone: the address that it came to does not exist here.'),
    ('log more than it sent', 'The log alone: more came to the address that day than twice what it had sent mail to in the week before.'),
    ('bounce more than it sent', 'Nothing came back that tells whose mail it answers, but more came to the address that day than twice what it had sent mail to in the week before.')
)
SELECT t.n AS bounces, coalesce(l.says, m.says, t.value) AS says, t.value AS name
FROM incident_tally t LEFT JOIN log l ON t.what = 'class' AND l.name = t.value LEFT JOIN meaning m ON t.what = 'reason' AND m.name = t.value
WHERE t.incident_id = :incident AND (t.what = 'class' AND l.name IS NOT NULL OR t.what = 'reason' AND m.speaks = 'not ours')
ORDER BY 1 DESC, 3;
