SELECT what, n FROM pruning ORDER BY rank;
