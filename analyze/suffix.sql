SELECT name FROM suffix;
