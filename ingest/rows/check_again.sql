-- A check that was stored before its mail or rejection came.
UPDATE spf_check SET part_id = :part_id, rejection_id = :rejection_id WHERE check_id = :check_id;
