-- A resolver that is down says nothing of a domain.
UPDATE evaluation SET now_result = NULL, evaluated_at = NULL WHERE now_result = 'temperror' AND evaluated_at = :evaluated_at;
