SELECT 1 FROM source_host LIMIT 1;
