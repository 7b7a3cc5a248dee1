SELECT 1 FROM world WHERE loop;
