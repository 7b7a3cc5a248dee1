SELECT 1 FROM rejection WHERE at = :at AND host = :host AND source_id <> :source_id
    AND client_ip IS :client_ip AND sender IS :sender AND recipient IS :recipient LIMIT 1;
