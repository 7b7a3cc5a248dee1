-- metric: unjoe_database_bytes
-- type: gauge
-- help: The size of the database.
SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS value;
