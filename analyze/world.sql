SELECT private FROM world;
