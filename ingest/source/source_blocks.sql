SELECT blocks FROM source WHERE source_id = :source_id;
