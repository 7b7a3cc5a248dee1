SELECT private, loop FROM world;
