-- A new file of what is left: nothing that was deleted is in its free space, or in the log of it.
VACUUM;
PRAGMA wal_checkpoint(TRUNCATE);
