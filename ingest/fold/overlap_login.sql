SELECT 1 FROM login WHERE at = :at AND host = :host AND source_id <> :source_id
    AND client_ip IS :client_ip AND user IS :user AND ok IS coalesce(:ok, 1) LIMIT 1;
