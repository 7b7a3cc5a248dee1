-- The last that ingest/index.sql makes.
SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'link_queue_id';
