-- title: The way to it
-- columns:
SELECT c.identity, s.n, s.how, s.domain, s.term, s.place, s.length, s.record
FROM spf_step_row s JOIN spf_check_row c USING (check_id) ORDER BY s.check_id, s.n;
