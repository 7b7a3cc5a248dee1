-- What the client noted in each subject (what it was, its number, the server, its recipients, the address that the server met), or in the
-- Message-ID that is answered, and what unjoe says. A row is wrong where
--   class: forged mail is not "forged", or any other is; an answer that brings nothing back may be left open
--   origin: another address than that which the server met, or none where the mail came back
--   reading: the kind or dialect is not one that the server has, a recipient was none of the mail's, or a status is not what was said
-- What the next host says has its status in the word that the recipient begins with; where a server decides, or words it anew, it is below (none, too:
-- a blank before the first). Of several recipients Haraka tells no status, nullmailer one for all, and Cyrus not the domain.
WITH said(server, word, dialects, statuses) AS (VALUES
    ('', 'nobody', '', '5.1.1'), ('', 'full', '', '5.2.2'), ('', 'gone', '', '5.1.6'), ('', 'policy', '', '5.7.1'), ('', 'spam', '', '5.7.1'), ('', 'quota', '', '4.2.2'),
    ('agents', 'nobody', '', '5.1.1'), ('agents', 'gone', '', '5.1.1'), ('agents', 'full', '', '5.2.0'), ('agents', 'policy', '', '5.7.0'), ('agents', 'spam', '', '5.3.0'),
    ('agents', 'quota', '', '4.3.0'), ('amavis', 'nobody', 'amavis', '5.7.0'), ('amavis', 'full', 'amavis', '5.7.0'),
    ('dovecot', 'nobody', 'sieve', '5.1.1'), ('dovecot', 'full', 'sieve', '5.1.1'), ('cyrus', 'nobody', 'postfix', '5.7.1'), ('cyrus', 'full', 'sieve', '5.7.1'),
    ('eximlocal', 'nobody', '', '5.0.0'), ('eximlocal', 'gone', '', '5.0.0'), ('eximlocal', 'policy', '', '5.0.0'), ('eximlocal', 'full', '', '5.0.0'),
    ('eximlocal', 'spam', '', '5.0.0'), ('eximlocal', 'quota', '', '4.0.0 5.0.0'), ('exim', 'quota', '', '4.2.2 5.0.0'), ('sendmail', 'gone', '', '5.1.1'),
    ('sendmail', 'quota', '', '4.3.1'), ('haraka', 'quota', '', '5.2.2'), ('harakabare', 'quota', '', '5.2.2'),
    ('haraka', 'nobody', '', ' 5.1.1'), ('haraka', 'full', '', ' 5.2.2'), ('harakabare', 'nobody', '', ' 5.1.1'), ('harakabare', 'full', '', ' 5.2.2'),
    ('mailman', 'nobody', 'mailman', '5.7.1'), ('mailman', 'gone', '', '5.0.0'), ('mailman', 'policy', '', '5.0.0'), ('mailman', 'spam', '', '5.0.0'),
    ('mailman', 'quota', '', '5.0.0'), ('mailman', 'away', '', '5.0.0'),
    ('nullmailer', 'nobody', '', '5.1.1 5.2.2'), ('nullmailer', 'ok', '', '5.2.2')
), dialect_of(server, dialect) AS (VALUES
    ('translated', 'postfix'), ('agents', 'postfix'), ('amavis', 'postfix'), ('mailman', 'postfix'), ('eximlocal', 'exim'), ('harakabare', 'haraka')
), noted AS (
    SELECT b.*, coalesce(v.class, '') AS class,
        '["' || replace(coalesce(b.quoted_subject, replace(replace(b.in_reply_to, '@', ' '), '.', ' ')), ' ', '","') || '"]' AS words
    FROM bounces b LEFT JOIN verdicts v USING (bounce_id)
), read AS (
    SELECT bounce_id, dialect, kind, class, handed_ip, words ->> '$[0]' AS what,
        coalesce(words ->> '$[2]', replace(replace(delivered_by_name, 'mx.', ''), '.example', '')) AS server,
        iif(quoted_subject IS NULL, NULL, words ->> '$[3]') AS recipients, iif(quoted_subject IS NULL, NULL, words ->> '$[4]') AS address
    FROM noted
), named AS (
    SELECT r.bounce_id, b.dialect, b.server, r.final_recipient, coalesce(r.status, '') AS status,
        rtrim(substr(r.final_recipient, 1, instr(r.final_recipient, '@') - 1), '0123456789') AS word,
        instr(',' || b.recipients || ',', ',' || r.final_recipient || ',') > 0 OR b.recipients LIKE '%,%' AND r.final_recipient LIKE '%@internal' AS one_of_them
    FROM read b JOIN bounce_recipients r USING (bounce_id)
), misread AS (
    SELECT n.bounce_id
    FROM named n LEFT JOIN said own ON own.server = n.server AND own.word = n.word LEFT JOIN said next ON next.server = '' AND next.word = n.word
    WHERE NOT n.one_of_them
        OR n.dialect <> coalesce(nullif(own.dialects, ''), (SELECT d.dialect FROM dialect_of d WHERE d.server = n.server), n.server)
        OR instr(' ' || coalesce(own.statuses, next.statuses, '-') || ' ', ' ' || n.status || ' ') = 0
)
SELECT server, coalesce(what, '-') AS what, dialect, kind, count(*) AS n,
    sum(CASE
        WHEN what IS NULL THEN class = 'forged'
        WHEN kind = 'autoreply' THEN iif(what = 'forged', class NOT IN ('forged', 'unverifiable'), class = 'forged')
        WHEN what = 'forged' THEN class <> 'forged'
        WHEN what = 'web' THEN class IN ('forged', 'genuine', 'compromised', '')
        ELSE class NOT IN ('genuine', 'compromised') END) AS class_wrong,
    sum(handed_ip IS NOT address AND (what IS NOT 'receipt' OR handed_ip IS NOT NULL)) AS origin_wrong,
    sum(CASE
        WHEN what IS NULL OR kind = 'autoreply' THEN dialect <> 'autoreply' OR kind <> 'autoreply'
        WHEN what = 'receipt' THEN kind NOT IN ('relayed', 'delivered') OR dialect NOT IN ('postfix', server)
        ELSE kind NOT IN ('failed', 'delayed') OR bounce_id NOT IN (SELECT bounce_id FROM named) OR bounce_id IN (SELECT bounce_id FROM misread) END) AS reading_wrong
FROM read
GROUP BY server, what, dialect, kind
ORDER BY server, what, dialect, kind
