UPDATE evaluation SET then_result = :result, then_record = :record, then_mechanism = :mechanism, then_shared = :shared, then_explanation = :explanation
WHERE evaluation_id = :evaluation_id AND NOT (:result = 'no-evidence' AND then_result IS NOT NULL);
