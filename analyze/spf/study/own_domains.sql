SELECT DISTINCT value FROM own WHERE kind = 'domain' ORDER BY value;
