SELECT name, wanted, helo FROM spf_candidate ORDER BY n;
