-- A migration that changes an index drops it, and this row; the next run then makes what is missing. (schema/open.sql has the cache's size.)
INSERT INTO setting (name, value) VALUES ('indexed', '1') ON CONFLICT (name) DO NOTHING;
PRAGMA cache_size = -6144;
