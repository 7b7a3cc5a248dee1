-- How every connection works. WAL: readers go on while an ingest writes; NORMAL: a commit is safe against the program's
-- death at once, against the machine's at the next checkpoint, which the end of each ingest is.
PRAGMA synchronous = NORMAL;
PRAGMA cache_size = -6144;
PRAGMA temp_store = FILE;
PRAGMA wal_autocheckpoint = 20000;
