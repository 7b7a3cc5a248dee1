-- Queue ids are indexed by the hour now (ingest/index/mail.sql): mail_queue takes the place of this one.
DROP INDEX IF EXISTS mail_queue_id;

PRAGMA user_version = 4;
