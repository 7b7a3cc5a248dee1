SELECT from_at, policy, record, dmarc, through FROM policy WHERE domain = :domain ORDER BY from_at DESC LIMIT 1;
