INSERT INTO check_row (area, state, finding, todo)
SELECT :area, :state, :finding, :todo
WHERE NOT EXISTS (SELECT 1 FROM check_row WHERE area = :area AND state = :state AND finding = :finding);
