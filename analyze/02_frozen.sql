-- needs: frozen
-- What is frozen is never judged again, whatever stage asks for it. (Where nothing is, no row need be looked at for that.)
CREATE TEMP TRIGGER IF NOT EXISTS frozen_is_not_dirty BEFORE INSERT ON dirty
WHEN EXISTS (SELECT 1 FROM main.frozen_bounce f WHERE f.bounce_id = new.bounce_id)
BEGIN
    SELECT RAISE(IGNORE);
END;
