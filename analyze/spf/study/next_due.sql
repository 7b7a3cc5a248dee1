SELECT d.n, d.as_of, e.evaluation_id, e.ip, e.helo, e.sender, e.at
FROM study_due d JOIN evaluation e ON e.evaluation_id = d.evaluation_id
WHERE d.n > :after ORDER BY d.n LIMIT 1;
