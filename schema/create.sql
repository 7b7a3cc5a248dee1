-- A database of ours says so: "unjo" in ASCII.
PRAGMA page_size = 8192;
PRAGMA journal_mode = WAL;
PRAGMA application_id = 0x756e6a6f;
