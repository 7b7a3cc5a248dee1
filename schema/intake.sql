-- What a table of intake.c is to SQLite; intake.c adds its columns, in brackets.
CREATE TABLE intake
