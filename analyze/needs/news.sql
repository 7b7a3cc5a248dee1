-- Whether the log alone may tell something else than when conclusions were last drawn (analyze/begin.sql).
SELECT 1 FROM fresh WHERE news;
