DELETE FROM authorised WHERE domain = :domain;
