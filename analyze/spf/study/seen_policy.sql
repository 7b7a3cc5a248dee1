UPDATE policy SET seen_at = max(seen_at, :seen_at) WHERE domain = :domain AND from_at = :from_at;
