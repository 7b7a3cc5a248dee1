-- Columns of a view.
SELECT name FROM pragma_table_info(:view);
