SELECT text FROM event WHERE event_id = :event;
