-- Whether there is a message of ours at all that a bounce may answer.
SELECT 1 FROM mail CROSS JOIN dirty LIMIT 1;
