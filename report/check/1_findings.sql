-- title: Checks
-- columns:
SELECT state, area, finding, todo FROM check_row ORDER BY check_id;
