SELECT 1 FROM incident_aliases WHERE alias = :what AND incident_id IS NULL;
