SELECT 1 FROM setting WHERE name = 'words_due';
