-- The bounce :bounce as lines of label and value, and first, without a label, whose fault it is in a sentence.
WITH sentence(class, says) AS (VALUES
    ('forged', 'Forged: the mail that this answers was sent in our name, but not by us.'),
    ('genuine', 'Genuine: we sent the mail that this answers.'),
    ('compromised', 'Compromised: the mail that this answers left through us, but a stranger sent it.'),
    ('bypass', 'Bypass: the mail that this answers came from us, but past the servers whose log we read.'),
    ('unverifiable', 'Unverifiable: nothing decides whether we sent the mail that this answers.'),
    ('not_a_bounce', 'No bounce: this answers no mail of ours, or says nothing of it.')
), certain(strength, says) AS (VALUES
    ('proof', ' That is proven.'), ('strong', ' The evidence is strong.'), ('weak', ' The evidence is weak.')
), b AS MATERIALIZED (SELECT * FROM bounces WHERE bounce_id = :bounce), line(place, label, value) AS (
    SELECT 0, NULL, s.says || coalesce(c.says, '') FROM verdict v JOIN sentence s ON s.class = v.class LEFT JOIN certain c ON c.strength = v.strength WHERE v.bounce_id = :bounce
    UNION ALL SELECT 1, 'bounce', bounce_id || ', in ' || coalesce(:place || coalesce(':' || :line, ''), CASE path WHEN '-' THEN 'standard input' ELSE near_path(path) || ' (file gone)' END) || CASE WHEN arrivals > 1 THEN ' and ' || (arrivals - 1) || ' more' ELSE '' END FROM b
    UNION ALL SELECT 2, 'kind', kind || coalesce(', in the words of ' || dialect, '') FROM b
    UNION ALL SELECT 3, 'came', local_time(b.arrived_at) || coalesce(' from ' || b.delivered_by_name, CASE WHEN b.delivered_by_ip IS NOT NULL THEN ' from' END, '')
        || coalesce(' [' || b.delivered_by_ip || ']', '') || coalesce(', as ' || m.queue_id || ' on ' || h.word, '')
        FROM b LEFT JOIN mail m ON m.part_id = b.arrival_mail_id LEFT JOIN word h ON h.word_id = m.host
    UNION ALL SELECT 4, 'to', returned_to FROM b
    UNION ALL SELECT 5, 'bouncer', bouncer || CASE WHEN reporting_mta IS NOT NULL AND reporting_mta <> bouncer THEN ', by its host ' || reporting_mta ELSE '' END FROM b
    UNION ALL SELECT 6, 'returned', CASE WHEN quoted_message_id IS NULL AND quoted_sender IS NULL AND quoted_from IS NULL AND quoted_subject IS NULL THEN 'nothing that can be matched'
        ELSE coalesce('from <' || quoted_sender || '>', 'From ' || quoted_from, 'a mail') || coalesce(', id <' || quoted_message_id || '>', '')
            || coalesce(', queue id ' || quoted_queue_id, '') || coalesce(', of ' || local_time(quoted_at), '') END FROM b
    UNION ALL SELECT 7, 'subject', quoted_subject FROM b
    UNION ALL SELECT 8, 'answers', in_reply_to FROM b WHERE quoted_message_id IS NULL
    UNION ALL SELECT 9, 'origin', 'handed over by ' || handed_ip || coalesce(' (' || handed_name || ')', '') || coalesce(', HELO ' || handed_helo, '')
        || CASE WHEN origin_ip <> handed_ip THEN '; claims to come from ' || origin_ip ELSE '' END FROM b
    UNION ALL SELECT 10, 'in log', m.queue_id || ' on ' || h.word || ', ' || local_time(m.first_at) || coalesce(', from <' || m.sender || '>', '')
        || coalesce(', login ' || m.sasl_user, '') || coalesce(', client ' || m.client_ip, '')
        FROM verdicts v JOIN mail m ON m.part_id = v.original_mail_id JOIN word h ON h.word_id = m.host WHERE v.bounce_id = :bounce
    UNION ALL SELECT 11, 'stolen', coalesce('account ' || account, 'client ' || client_ip) FROM verdict WHERE bounce_id = :bounce AND class = 'compromised'
)
SELECT label, value FROM line WHERE value IS NOT NULL ORDER BY place;
