-- title: Why this is called a takeover
-- columns: reason:prose
-- none:
WITH stolen (name, says) AS (VALUES
    ('beyond-habit', 'It sent far more than ever before.'),
    ('many-recipients', 'It sent to very many, and nothing is known of its habit.'),
    ('many-networks', 'It was used from more networks in a day than ever before.'),
    ('new-client', 'Most of it came from networks from which the account was never used.'),
    ('failing-client', 'From new networks far more of what it sent was refused than of what it sends else.'),
    ('guessed', 'Passwords were guessed before, from where it was used then.'),
    ('unknown-recipients', 'Many of its recipients do not exist: an old list.'),
    ('refused-recipients', 'Many of its recipients were refused, and nothing is known of it from before.'),
    ('changing-senders', 'It was sent under many names that were never used before.'),
    ('foreign-sender', 'It was sent under a domain that is not ours.')
)
SELECT coalesce(s.says, j.value) AS says, j.value AS name
FROM incidents i CROSS JOIN json_each(i.reasons) j LEFT JOIN stolen s ON s.name = j.value
WHERE i.incident_id = :incident
ORDER BY j.value;
