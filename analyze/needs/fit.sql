-- Whether there is a message of ours that a bounce may answer: without a log there is none.
SELECT 1 FROM fit CROSS JOIN dirty LIMIT 1;
