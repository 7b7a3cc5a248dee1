SELECT 1 FROM mail WHERE queue_id = :qid AND first_at = :at AND host = :host AND source_id <> :source_id LIMIT 1;
