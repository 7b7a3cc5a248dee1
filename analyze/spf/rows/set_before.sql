UPDATE spf_source_row SET before = :result, term = :term WHERE source_id = :source_id;
