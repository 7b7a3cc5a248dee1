-- What the client noted in each subject (what it was, its number, the server, the address that it came to the server from), and what unjoe says.
-- Wrong is: a bounce of forged mail that is not "forged"; one of ours that is; another address.
WITH noted AS (
    SELECT b.bounce_id, b.kind, b.dialect, b.handed_ip, v.class,
        substr(b.quoted_subject, 1, instr(b.quoted_subject, ' ') - 1) AS what,
        replace(b.quoted_subject, rtrim(b.quoted_subject, '0123456789.'), '') AS address
    FROM bounces b JOIN verdicts v USING (bounce_id)
    WHERE b.quoted_subject IS NOT NULL
)
SELECT what, dialect, kind, count(*) AS n,
    sum(CASE what WHEN 'forged' THEN class <> 'forged' WHEN 'web' THEN class IN ('forged', 'genuine', 'compromised') ELSE class NOT IN ('genuine', 'compromised') END
        OR kind NOT IN ('failed', 'delayed') OR handed_ip IS NOT NULL AND handed_ip <> address) AS wrong
FROM noted
GROUP BY what, dialect, kind
ORDER BY what, dialect, kind
