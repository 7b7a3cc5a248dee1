-- title: Look closer
-- columns: command, :text
-- none:
-- Only what no shell takes for more than a word is put into a command.
WITH b AS MATERIALIZED (SELECT * FROM bounces WHERE bounce_id = :bounce), step(place, command, word, tells) AS (
    SELECT 1, :unjoe || ' show', m.queue_id, 'the message that this answers' FROM verdicts v JOIN mail m ON m.part_id = v.original_mail_id WHERE v.bounce_id = :bounce
    UNION ALL SELECT 2, :unjoe || ' show', coalesce(account, client_ip), 'what else it did' FROM verdict WHERE bounce_id = :bounce AND class = 'compromised'
    UNION ALL SELECT 2, :unjoe || ' report', 'accounts', 'since when it is taken over' FROM verdict WHERE bounce_id = :bounce AND class = 'compromised'
    UNION ALL SELECT 3, :unjoe || ' show', m.queue_id, 'how this bounce came' FROM b JOIN mail m ON m.part_id = b.arrival_mail_id
    UNION ALL SELECT 4, :unjoe || ' show', handed_ip, 'what else came from there' FROM b
    UNION ALL SELECT 5, :unjoe || ' show', delivered_by_ip, 'what else its host sent' FROM b
    UNION ALL SELECT 6, :unjoe || ' show', returned_to, 'what else came to it' FROM b
    UNION ALL SELECT 7, :unjoe || ' report', 'forgers', 'who forged, and how many say so' FROM verdict WHERE bounce_id = :bounce AND class = 'forged'
    UNION ALL SELECT 8, :unjoe || ' report', 'we-backscatter', 'what we should have refused' FROM signal WHERE bounce_id = :bounce AND name = 'we-backscatter'
    UNION ALL SELECT 9, :unjoe || ' own', '', 'what is taken for ours; pins decide' FROM verdict
        WHERE bounce_id = :bounce AND (class IN ('unverifiable', 'bypass') OR (class = 'forged' AND strength = 'strong'))
)
SELECT trim(command || ' ' || word) AS command, tells FROM step
WHERE word IS NOT NULL AND word NOT GLOB '*[^A-Za-z0-9@._:+-]*' AND word NOT GLOB '-*'
ORDER BY place;
