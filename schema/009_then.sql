-- What decided as of then, beside what decides now. Earlier evaluations do not tell.
ALTER TABLE evaluation ADD COLUMN then_mechanism TEXT;
ALTER TABLE evaluation ADD COLUMN then_shared TEXT;
ALTER TABLE evaluation ADD COLUMN then_explanation TEXT;

PRAGMA user_version = 9;
