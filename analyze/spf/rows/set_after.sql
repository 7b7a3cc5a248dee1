UPDATE spf_source_row SET after = :result WHERE source_id = :source_id;
