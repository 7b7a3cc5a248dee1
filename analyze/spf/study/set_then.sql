UPDATE evaluation SET then_result = :result, then_record = :record WHERE evaluation_id = :evaluation_id AND NOT (:result = 'no-evidence' AND then_result IS NOT NULL);
