SELECT last_at FROM source_host WHERE source_id = :source_id AND host = :host;
