-- title: Lines that no rule fits
-- columns: program, n:count, first:long
-- none:
SELECT program, n, first_sample, last_sample, shape FROM unread_shape WHERE mentions(:about, first_sample, last_sample, shape) ORDER BY program, shape;
