SELECT host FROM source_host WHERE source_id = ?;
