-- title: Lines that no rule fits
-- columns: program, n:count, first:long
-- none:
SELECT program, n, first_sample, last_sample, shape FROM unread_shape WHERE mentions(first_sample, :about) OR mentions(last_sample, :about) OR mentions(shape, :about) ORDER BY program, shape;
