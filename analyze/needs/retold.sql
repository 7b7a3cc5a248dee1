-- The same, or whether one was that is judged anew.
SELECT 1 WHERE EXISTS (SELECT 1 FROM retold_fit) OR EXISTS (SELECT 1 FROM dirty d CROSS JOIN fit f ON f.bounce_id = d.bounce_id);
