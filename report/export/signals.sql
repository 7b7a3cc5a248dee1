SELECT * FROM signals;
