SELECT what, sum(n) AS n FROM pruning GROUP BY what ORDER BY min(rank);
