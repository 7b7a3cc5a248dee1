-- Bounces read from the file :what, the newest first: of a Maildir by the name :name without the flags that a client gave it since.
SELECT DISTINCT a.bounce_id
FROM source s JOIN arrival a ON a.source_id = s.source_id JOIN trace t ON t.bounce_id = a.bounce_id
WHERE replace(s.path || coalesce(iif(s.kind = 'archive', ':', '/') || a.file, ''), '/./', '/') = :what
    OR (substr(:what, 1, length(s.path) + 1) = s.path || '/'
        AND substr('/' || substr(a.file, 1, instr(a.file || ':', ':') - 1), -length(:name) - 1) = '/' || :name)
ORDER BY t.arrived_at DESC, a.bounce_id DESC;
