SELECT path FROM source WHERE source_id = ?;
