SELECT 1 FROM pruned_host;
