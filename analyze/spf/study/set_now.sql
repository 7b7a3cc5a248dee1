UPDATE evaluation SET now_result = :result, now_record = :record, mechanism = :mechanism, shared = :shared, explanation = :explanation, reason = :reason,
    local_part = :local_part, evaluated_at = :evaluated_at
WHERE evaluation_id = :evaluation_id AND NOT (:result IN ('no-evidence', 'temperror') AND now_result IS NOT NULL);
