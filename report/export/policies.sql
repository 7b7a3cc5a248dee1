SELECT * FROM policies;
