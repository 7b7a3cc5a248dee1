-- Whether lines of a log were read since streams were last put together; of mail alone nothing has to be.
SELECT 1 FROM seam LIMIT 1;
