-- How many whole days there are to tell from what is usual; NULL: nothing was read.
SELECT (max(to_at) - min(from_at)) / 86400
FROM (SELECT from_at, to_at FROM coverage UNION ALL SELECT min(arrived_at), max(arrived_at) FROM trace HAVING count(*) > 0);
