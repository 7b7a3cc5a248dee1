-- What was looked at, in order.
CREATE TABLE check_row (
    check_id INTEGER PRIMARY KEY,
    area TEXT NOT NULL,
    state TEXT NOT NULL,        -- ok warning error
    finding TEXT NOT NULL,
    todo TEXT
);
