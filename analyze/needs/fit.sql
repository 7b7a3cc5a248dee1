-- Whether there is a message of ours that a dirty bounce may answer: without a log there is none.
SELECT 1 FROM dirty d CROSS JOIN fit f ON f.bounce_id = d.bounce_id LIMIT 1;
