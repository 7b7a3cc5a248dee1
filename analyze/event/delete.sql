DELETE FROM event WHERE event_id = :event;
