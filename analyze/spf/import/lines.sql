SELECT n, line, name IS NOT lag(name) OVER (ORDER BY name, n) AS first FROM import_line ORDER BY name, n;
