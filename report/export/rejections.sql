SELECT * FROM rejections;
