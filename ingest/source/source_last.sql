SELECT last_at FROM source WHERE source_id = ? AND last_at IS NOT NULL;
