SELECT * FROM dns_changes;
