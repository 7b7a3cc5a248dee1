-- Whether analyze/04_suffix.sql may find another one: once mail of ours was for domains below two registrable ones, none is found any more; and as long as none was
-- for another domain than that itself, only the log tells.
SELECT 1 FROM fresh CROSS JOIN (SELECT count(*) AS n, max(name) AS name FROM setting WHERE name LIKE 'analyzed\_suffix\_above %' ESCAPE '\') a
WHERE a.n < 2 AND (news OR a.name <> 'analyzed_suffix_above ');
