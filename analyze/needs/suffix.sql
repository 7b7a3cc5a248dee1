-- Whether analyze/04_suffix.sql may find another one: once mail of ours was for the registrable domain itself, or for domains below two such, none is found any more.
SELECT 1 FROM fresh
WHERE news OR (SELECT max(name) <> 'analyzed_suffix_above ' FROM setting WHERE name LIKE 'analyzed\_suffix\_above %' ESCAPE '\' HAVING count(*) = 1);
