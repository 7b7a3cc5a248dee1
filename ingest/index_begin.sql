-- What is sorted in runs that fit the processor's cache is sorted in less time than in one, however much it is.
PRAGMA cache_size = -1024;
