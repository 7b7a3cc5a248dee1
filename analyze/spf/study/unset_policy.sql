-- A resolver that is down says nothing of a domain.
DELETE FROM policy WHERE policy = 'temperror' AND seen_at >= :begun;
