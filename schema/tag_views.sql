INSERT INTO setting (name, value) VALUES ('views', :tag) ON CONFLICT (name) DO UPDATE SET value = excluded.value;
