SELECT * FROM incidents;
