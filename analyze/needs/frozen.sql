SELECT 1 FROM frozen_bounce LIMIT 1;
