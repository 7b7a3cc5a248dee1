-- A check that was stored before its mail or rejection came.
UPDATE OR FAIL spf_check SET part_id = intake.part_id, rejection_id = intake.rejection_id FROM intake WHERE spf_check.check_id = intake.check_id;
