SELECT l.source_id FROM login l JOIN word p ON p.word_id = l.program
WHERE l.at = :at AND l.host = :host AND l.source_id <> :source_id AND l.client_ip IS :client_ip AND l.user IS :user AND l.ok IS coalesce(:ok, 1)
    AND p.word || '/' GLOB :family || '/*' LIMIT 1;
