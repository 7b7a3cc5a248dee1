-- Every page and every index against its table, up to ten faults.
PRAGMA quick_check(10);
