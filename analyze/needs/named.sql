-- Whether an address has a name of ours, by what some bouncer says, or had.
SELECT 1 WHERE EXISTS (SELECT 1 FROM trace WHERE handed_ours = 2 AND handed_ip IS NOT NULL) OR EXISTS (SELECT 1 FROM named_ip);
