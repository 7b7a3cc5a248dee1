SELECT d.n, d.as_of, e.evaluation_id, e.ip, e.helo, e.sender, e.at FROM study_due d JOIN evaluation e ON e.evaluation_id = d.evaluation_id
WHERE d.n > :after AND d.as_of = (SELECT as_of FROM study_due WHERE n > :after ORDER BY n LIMIT 1) ORDER BY d.n LIMIT 4096;
