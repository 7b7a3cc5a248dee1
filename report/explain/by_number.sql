-- The bounce with the number :what.
SELECT bounce_id FROM trace WHERE bounce_id = CAST(:what AS INTEGER) AND :what NOT GLOB '*[^0-9]*';
