-- A check whose mail or rejection stands in another stream.
UPDATE spf_check SET part_id = :part_id, rejection_id = :rejection_id WHERE check_id = :check_id;
