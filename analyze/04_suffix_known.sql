-- organisation() answers by it from here on (analyze.c).
SELECT name FROM suffix;
