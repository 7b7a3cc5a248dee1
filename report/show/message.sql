-- The messages whose numbers are in the JSON array :ids, as lines of label and value; a message begins with an absent label.
WITH message AS (
    SELECT m.*, row_number() OVER (ORDER BY first_at, mail_id) AS place
    FROM messages m WHERE mail_id IN (SELECT value FROM json_each(:ids))
), checked AS (
    SELECT coalesce(p.joined, p.part_id) AS mail_id, group_concat(DISTINCT r.word || coalesce(' (' || i.word || ')', '')) AS results
    FROM message m
        JOIN spf_check k ON k.at BETWEEN m.first_at - 60 AND m.last_at + 60
        JOIN mail p ON p.part_id = k.part_id AND coalesce(p.joined, p.part_id) = m.mail_id
        JOIN word r ON r.word_id = k.result LEFT JOIN word i ON i.word_id = k.identity
    GROUP BY 1
), line(place, number, label, value) AS (
    SELECT place, 0, NULL, queue_id || ' on ' || host || coalesce(': ' || direction || ', ', ': ') || status FROM message
    UNION ALL SELECT place, 1, 'from', '<' || sender || '>' || coalesce(', ' || size || ' bytes', '') FROM message
    UNION ALL SELECT place, 2, 'client', coalesce(client_name, 'unknown') || ' [' || client_ip || ']' || coalesce(', login ' || sasl_user, '') FROM message
    UNION ALL SELECT place, 3, 'origin', coalesce(origin_client_name, 'unknown') || ' [' || origin_client_ip || ']' FROM message
    UNION ALL SELECT place, 4, 'SPF', results FROM checked JOIN message USING (mail_id)
    UNION ALL SELECT place, 5, 'to', nrcpt || CASE nrcpt WHEN 1 THEN ' recipient' ELSE ' recipients' END
        || CASE WHEN sent > 0 THEN ', ' || sent || ' sent' ELSE '' END || CASE WHEN bounced > 0 THEN ', ' || bounced || ' bounced' ELSE '' END
        || CASE WHEN deferred > 0 THEN ', ' || deferred || ' deferred' ELSE '' END FROM message
    UNION ALL SELECT place, 6, 'id', '<' || message_id || '>' FROM message
)
SELECT label, value FROM line WHERE value IS NOT NULL ORDER BY place, number;
