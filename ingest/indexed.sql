SELECT count(*) FROM setting WHERE name = 'indexed';
